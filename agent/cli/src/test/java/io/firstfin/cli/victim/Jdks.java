package io.firstfin.cli.victim;

import io.firstfin.cli.jvm.JavaRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java runtimes of this machine that can be traced, one per version. */
public final class Jdks {
    private Jdks() {}

    /** Homes of JDK 17 and later; the one that runs the tests is always among them. */
    public static Stream<Path> homes() {
        Map<Integer, Path> byFeature = new TreeMap<>();
        try (Stream<Path> installed =
                Files.exists(Path.of("/usr/lib/jvm")) ? Files.list(Path.of("/usr/lib/jvm")) : Stream.empty()) {
            installed.sorted().forEach(home -> add(byFeature, home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        add(byFeature, Path.of(System.getProperty("java.home")));
        if (byFeature.size() == 1) {
            System.out.println("Only one JDK found under /usr/lib/jvm: the others are not tested");
        }
        return byFeature.values().stream();
    }

    private static void add(Map<Integer, Path> byFeature, Path home) {
        try {
            JavaRelease.parse(Files.readString(home.resolve("release")))
                    .filter(release -> release.feature() >= 17)
                    .filter(release -> Files.isExecutable(home.resolve("bin/java")))
                    .ifPresent(release -> byFeature.put(release.feature(), home));
        } catch (IOException e) {
            // links to sources and package lists stand beside the runtimes
            return;
        }
    }
}
