package io.firstfin.tracer.weave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;

/** A jar of a library that nobody published. */
final class AJar {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();

    AJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** @param methods public ones without parameters that return a word */
    AJar with(String className, String... methods) {
        DynamicType.Builder<Object> type =
                new ByteBuddy().subclass(Object.class).name(className);
        for (String method : methods) {
            type = type.defineMethod(method, String.class, java.lang.reflect.Modifier.PUBLIC)
                    .intercept(FixedValue.value("done"));
        }
        entries.put(className.replace('.', '/') + ".class", type.make().getBytes());
        return this;
    }

    AJar withFile(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    AJar withManifest(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    Path in(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes());
        }
        return file;
    }

    static URLClassLoader loader(Path jar) {
        return loader(jar, AJar.class.getClassLoader());
    }

    static URLClassLoader loader(Path jar, ClassLoader parent) {
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, parent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
