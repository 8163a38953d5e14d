package io.firstfin.sample.http;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * OkHttp in one version, with a copy of the code that uses it, in a class loader that shares nothing but
 * the JDK with others: as applications in one container have it.
 */
final class LoaderOfItsOwn {
    private final URLClassLoader loader;

    /** @param variant one of {@link SeveralLoaders#VARIANTS} */
    LoaderOfItsOwn(String variant) throws MalformedURLException {
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

    private static String classPath(String variant) {
        String property = SeveralLoaders.CLASS_PATH_OF + variant;
        String classPath = System.getProperty(property);
        if (classPath == null) {
            throw new IllegalStateException("set the class path of " + variant + " with -D" + property);
        }
        return classPath;
    }
}
