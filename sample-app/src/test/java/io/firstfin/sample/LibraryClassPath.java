package io.firstfin.sample;

import io.firstfin.sample.http.SeveralLoaders;
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

    /** What is appended to the class path of a scenario's JVM: nothing where its variant is no library. */
    static String of(StagedScenario scenario) throws IOException {
        return LibraryTable.variants().contains(scenario.variant()) ? File.pathSeparator + of(scenario.variant()) : "";
    }

    /** JVM options for a scenario that has its libraries in class loaders of its own. */
    static List<String> optionsOf(StagedScenario scenario) throws IOException {
        List<String> options = new ArrayList<>();
        if (Scenarios.ALL.get(scenario.number() - 1) instanceof S24SeveralLoaders) {
            for (String variant : SeveralLoaders.VARIANTS) {
                options.add("-D" + SeveralLoaders.CLASS_PATH_OF + variant + "=" + of(variant));
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
