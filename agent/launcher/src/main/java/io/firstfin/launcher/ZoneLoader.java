package io.firstfin.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads the classes of one zone: those below a folder inside firstfin.jar, where no other class
 * loader can come upon them. Reads the jar through a handle of its own, so that nothing of it stays
 * in the JVM's caches once the zone is closed.
 */
final class ZoneLoader extends ClassLoader implements AutoCloseable {

    static {
        registerAsParallelCapable();
    }

    /**
     * Names no class loader, as the default one would: JFR's threads keep the domains of whoever
     * started JFR for good, and would keep the zone with them.
     */
    private static final ProtectionDomain DOMAIN = new ProtectionDomain(null, null);

    private final JarFile jar;
    private final String folder;

    /** @param zone name of the folder below {@code META-INF/firstfin/} */
    ZoneLoader(JarFile jar, String zone, ClassLoader parent) {
        super("firstfin-" + zone, parent);
        this.jar = jar;
        this.folder = "META-INF/firstfin/" + zone + "/";
    }

    /** What firstfin.jar's manifest says. */
    String version() throws IOException {
        return jar.getManifest().getMainAttributes().getValue("Implementation-Version");
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes;
        try {
            bytes = read(name.replace('.', '/') + ".class");
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length, DOMAIN);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            byte[] bytes = read(name);
            return bytes == null ? getParent().getResourceAsStream(name) : new ByteArrayInputStream(bytes);
        } catch (IOException | IllegalStateException closed) {
            return null;
        }
    }

    @Override
    protected URL findResource(String name) {
        try {
            return jar.getEntry(folder + name) == null
                    ? null
                    : new URL("jar:file:" + jar.getName() + "!/" + folder + name);
        } catch (MalformedURLException | IllegalStateException closed) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL url = findResource(name);
        return Collections.enumeration(url == null ? List.of() : List.of(url));
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }

    private byte[] read(String name) throws IOException {
        ZipEntry entry = jar.getEntry(folder + name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
