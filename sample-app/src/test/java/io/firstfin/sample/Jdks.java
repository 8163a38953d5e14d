package io.firstfin.sample;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the JDKs of this machine by looking, the lowest version first and each version once. */
public final class Jdks {
    private static final int OLDEST = 17;
    private static final List<Jdk> FOUND = find();

    private Jdks() {}

    public static List<Jdk> all() {
        return FOUND;
    }

    private static List<Jdk> find() {
        List<Path> places = new ArrayList<>();
        Stream.of(System.getProperty("java.home"), System.getenv("JAVA_HOME"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .forEach(home -> {
                    places.add(home);
                    places.addAll(children(home.toAbsolutePath().getParent()));
                });
        places.addAll(children(Path.of("/usr/lib/jvm")));
        Map<Integer, Jdk> byVersion = new TreeMap<>();
        for (Path place : places) {
            int feature = feature(place);
            if (feature >= OLDEST && Files.isExecutable(place.resolve("bin/javac"))) {
                byVersion.putIfAbsent(feature, new Jdk(real(place), feature));
            }
        }
        return List.copyOf(byVersion.values());
    }

    private static List<Path> children(Path folder) {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** By the file every JDK carries; 0 where there is none. */
    private static int feature(Path home) {
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}
