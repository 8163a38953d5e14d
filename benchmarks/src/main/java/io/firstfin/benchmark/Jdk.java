package io.firstfin.benchmark;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param feature 17 for every 17.x
 * @param version all of its version
 */
record Jdk(Path home, int feature, String version) {

    private static final int OLDEST = 17;

    Path java() {
        return home.resolve("bin/java");
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }

    /** One of each feature version from 17 on, the oldest first. */
    static List<Jdk> all() {
        List<Path> homes = new ArrayList<>();
        Stream.of(System.getProperty("java.home"), System.getenv("JAVA_HOME"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .forEach(home -> {
                    homes.add(home);
                    homes.addAll(children(home.toAbsolutePath().getParent()));
                });
        homes.addAll(children(Path.of("/usr/lib/jvm")));
        TreeMap<Integer, Jdk> byFeature = new TreeMap<>();
        for (Path home : homes) {
            String version = version(home);
            int feature = Runtime.Version.parse(version).feature();
            if (feature >= OLDEST && Files.isExecutable(home.resolve("bin/javac"))) {
                byFeature.putIfAbsent(feature, new Jdk(home, feature, version));
            }
        }
        return List.copyOf(byFeature.values());
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException noSuchFolder) {
            return List.of();
        }
    }

    /** Read from the file that every JDK carries; "1" where there is none. */
    private static String version(Path home) {
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        } catch (IOException noJdk) {
            return "1";
        }
        return release.getProperty("JAVA_VERSION", "1").replace("\"", "");
    }
}
