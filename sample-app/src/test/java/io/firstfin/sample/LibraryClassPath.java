package io.firstfin.sample;

import io.firstfin.sample.http.SeveralLoaders;
import io.firstfin.sample.support.LibraryLoader;
import io.firstfin.sample.support.LibraryTable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class paths of the libraries in the {@link LibraryTable}. Each is resolved when a test asks for it first, and
 * kept in {@code target/libraries} for other test JVMs and later runs: a file of two lines, of which the first says
 * what was resolved, and the second is the class path.
 */
public final class LibraryClassPath {
    private static final Path FOLDER = Path.of("target", "libraries");

    private LibraryClassPath() {}

    /**
     * What is appended to the class path of a JVM: the library of its scenario where there is one. Several scenarios
     * have theirs in class loaders.
     */
    static String of(List<StagedScenario> scenarios) throws IOException {
        String variant = scenarios.get(0).variant();
        return scenarios.size() == 1 && LibraryTable.variants().contains(variant)
                ? File.pathSeparator + of(variant)
                : "";
    }

    /** JVM options for scenarios that have their libraries in class loaders of their own. */
    static List<String> optionsOf(List<StagedScenario> scenarios) throws IOException {
        boolean severalLoaders = scenarios.get(0).number() == StagedScenario.SEVERAL_LOADERS;
        List<String> variants = severalLoaders
                ? SeveralLoaders.VARIANTS
                : scenarios.stream()
                        .map(StagedScenario::variant)
                        .filter(LibraryTable.variants()::contains)
                        .distinct()
                        .toList();
        List<String> options = new ArrayList<>();
        if (severalLoaders || scenarios.size() > 1) {
            for (String variant : variants) {
                options.add("-D" + LibraryLoader.CLASS_PATH_OF + variant + "=" + of(variant));
            }
        }
        return options;
    }

    /**
     * The class path of a library in one version.
     *
     * @throws IOException when it cannot be resolved; its message says why, and what to do
     */
    public static synchronized String of(String variant) throws IOException {
        List<String> coordinates = LibraryTable.coordinates(variant);
        String resolved = String.join(" ", coordinates) + " in " + System.getProperty("maven.repo.local", "~");
        Path file = FOLDER.resolve(variant);
        Files.createDirectories(FOLDER);
        try (FileChannel lock =
                FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!isKept(file, resolved)) {
                String classPath = MavenResolver.ofThisBuild().resolve(coordinates).stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
                Path complete = Files.write(FOLDER.resolve("new"), List.of(resolved, classPath));
                Files.move(complete, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readAllLines(file).get(1);
        }
    }

    private static boolean isKept(Path file, String resolved) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        return lines.get(0).equals(resolved)
                && Stream.of(lines.get(1).split(File.pathSeparator)).allMatch(jar -> Files.isRegularFile(Path.of(jar)));
    }
}
