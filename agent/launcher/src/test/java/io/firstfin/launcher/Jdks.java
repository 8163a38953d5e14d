package io.firstfin.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java runtimes of this machine that can be traced, one per feature version. */
final class Jdks {

    private static final Pattern FEATURE = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final int OLDEST = 17;

    private Jdks() {}

    /** Homes; the one that runs the tests is among them. */
    static Stream<Path> homes() {
        Map<Integer, Path> byFeature = new TreeMap<>();
        Path folder = Path.of("/usr/lib/jvm");
        try (Stream<Path> installed = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            installed.sorted().forEach(home -> add(byFeature, home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (System.getenv("JAVA_HOME") != null) {
            add(byFeature, Path.of(System.getenv("JAVA_HOME")));
        }
        add(byFeature, Path.of(System.getProperty("java.home")));
        return byFeature.values().stream();
    }

    static int feature(Path home) throws IOException {
        Matcher feature = FEATURE.matcher(Files.readString(home.resolve("release")));
        return feature.find() ? Integer.parseInt(feature.group(1)) : 0;
    }

    private static void add(Map<Integer, Path> byFeature, Path home) {
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            return;
        }
        try {
            if (feature(home) >= OLDEST) {
                byFeature.put(feature(home), home);
            }
        } catch (IOException e) {
            // no runtime: links to sources and lists of packages stand beside them
            return;
        }
    }
}
