package io.firstfin.sample.http;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * OkHttp in one version, with a copy of the code that uses it, in a class loader that shares nothing but
 * the JDK with others: as applications in one container have it.
 */
final class LoaderOfItsOwn {
    private final URLClassLoader loader;

    /** @param variant a folder of {@code -Dsample.libraries} */
    LoaderOfItsOwn(String variant) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath(variant).split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        urls.add(LoaderOfItsOwn.class.getProtectionDomain().getCodeSource().getLocation());
        loader = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    void get(String url) throws Exception {
        loader.loadClass(OneRequest.class.getName())
                .getMethod("get", String.class)
                .invoke(null, url);
    }

    private static String classPath(String variant) throws IOException {
        Path file = Path.of(System.getProperty("sample.libraries", "sample-libraries"), variant, "target", "classpath");
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing: build the whole project first, and say where"
                    + " its sample-libraries are with -Dsample.libraries=FOLDER");
        }
        return Files.readString(file).strip();
    }
}
