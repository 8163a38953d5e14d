package io.firstfin.cli.victim;

import io.firstfin.cli.SmallRecording;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar with {@link FakeAgent} and the recording that it hands out. */
public final class FakeJar {
    private FakeJar() {}

    public static Path in(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", FakeAgent.class.getName());
        Path jar = folder.resolve("firstfin.jar");
        String name = FakeAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream bytes = FakeJar.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            bytes.transferTo(out);
            out.putNextEntry(new JarEntry(FakeAgent.RESOURCE.substring(1)));
            out.write(SmallRecording.bytes());
        }
        return jar;
    }
}
