package io.firstfin.sample.situation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds servers that are programs where packages put them, which need not be on the path of a user. */
public final class Programs {
    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/local/apache2/bin");

    /** Debian has a folder for each version here. */
    private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

    private Programs() {}

    /** Empty where it is not installed. */
    public static Optional<Path> find(String name) {
        List<Path> folders = new ArrayList<>();
        FOLDERS.forEach(folder -> folders.add(Path.of(folder)));
        try (Stream<Path> versions = Files.list(POSTGRESQL)) {
            versions.sorted(Comparator.reverseOrder()).forEach(version -> folders.add(version.resolve("bin")));
        } catch (IOException notInstalled) {
            // then its programs are in none of the folders
        }
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The path of one that is installed. */
    static String path(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not installed"))
                .toString();
    }
}
