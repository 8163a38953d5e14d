package io.firstfin.tracer.weave;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a library's version in the jar that its class comes from: what Maven wrote into it, else what
 * the library wrote into it under the name of its package, else the jar's file name, else its manifest where that is the library's own and not that of an application it
 * was packed into.
 */
final class JarVersion {

    private JarVersion() {}

    /** Null when there is no such class, or nothing in its jar that tells. */
    static String of(Library library, ClassLoader loader) {
        Library.Home home = library.home();
        String file = home.className().replace('.', '/') + ".class";
        URL url = loader == null ? ClassLoader.getSystemResource(file) : loader.getResource(file);
        if (url == null) {
            return null;
        }
        String root = url.toString().substring(0, url.toString().length() - file.length());
        String maven = ofMaven(root, home);
        if (maven != null) {
            return maven;
        }
        String own = library.relocation() == null ? null : ofVersions(root, library.root());
        if (own != null) {
            return own;
        }
        String named = ofFileName(root, home);
        return named == null && root.contains("/" + home.artifactId()) ? ofManifest(root) : named;
    }

    private static String ofMaven(String root, Library.Home home) {
        String path = "META-INF/maven/" + home.groupId() + "/" + home.artifactId();
        try (InputStream in = open(root + path + "/pom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException | RuntimeException notThere) {
            return null;
        }
    }

    /** Netty lists its modules there. Null where they are not all of one version. */
    private static String ofVersions(String root, String ofPackage) {
        try (InputStream in = open(root + "META-INF/" + ofPackage + ".versions.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            Set<String> versions = new HashSet<>();
            for (String key : properties.stringPropertyNames()) {
                if (key.endsWith(".version")) {
                    versions.add(properties.getProperty(key));
                }
            }
            return versions.size() == 1 ? versions.iterator().next() : null;
        } catch (IOException | RuntimeException notThere) {
            return null;
        }
    }

    private static String ofFileName(String root, Library.Home home) {
        Matcher name = Pattern.compile("/" + Pattern.quote(home.artifactId()) + "-(\\d[^/!]*)\\.jar")
                .matcher(root);
        return name.find() ? name.group(1) : null;
    }

    private static String ofManifest(String root) {
        try (InputStream in = open(root + "META-INF/MANIFEST.MF")) {
            Attributes attributes = new Manifest(in).getMainAttributes();
            String version = attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            return version == null ? attributes.getValue("Bundle-Version") : version;
        } catch (IOException | RuntimeException notThere) {
            return null;
        }
    }

    /** Without caching, which would keep the application's jar open. */
    private static InputStream open(String url) throws IOException {
        URLConnection connection = new URL(url).openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
