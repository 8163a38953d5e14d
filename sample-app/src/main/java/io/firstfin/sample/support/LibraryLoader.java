package io.firstfin.sample.support;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A library in one version, with a copy of the code that uses it, in a class loader of its own: as applications in
 * one container have it. It shares with others the JDK and this package, and nothing else.
 */
public final class LibraryLoader extends URLClassLoader {
    /** The system property {@code sample.library.okhttp-4.12.0} has to be the class path of that variant. */
    public static final String CLASS_PATH_OF = "sample.library.";

    private static final ClassLoader SHARED = LibraryLoader.class.getClassLoader();
    private static final String THIS_PACKAGE = LibraryLoader.class.getPackageName() + ".";

    /** @param variant one of the {@link LibraryTable}, for which there is a class path */
    public LibraryLoader(String variant) {
        super("loader of " + variant, urls(variant), ClassLoader.getPlatformClassLoader());
    }

    /** Whether this JVM was started with the class path of that variant as a property. */
    public static boolean has(String variant) {
        return System.getProperty(CLASS_PATH_OF + variant) != null;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(THIS_PACKAGE) ? SHARED.loadClass(name) : super.loadClass(name, resolve);
    }

    private static URL[] urls(String variant) {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath(variant).split(File.pathSeparator)) {
            urls.add(url(entry));
        }
        urls.add(LibraryLoader.class.getProtectionDomain().getCodeSource().getLocation());
        return urls.toArray(new URL[0]);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    private static String classPath(String variant) {
        String property = CLASS_PATH_OF + variant;
        String classPath = System.getProperty(property);
        if (classPath == null) {
            throw new IllegalStateException("set the class path of " + variant + " with -D" + property);
        }
        return classPath;
    }
}
