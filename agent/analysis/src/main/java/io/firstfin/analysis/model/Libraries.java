package io.firstfin.analysis.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Libraries that open and close connections on behalf of others, by their packages. The application is who calls
 * them; where nobody does, as on a server's own threads, they act by themselves.
 */
public final class Libraries {

    private static final String FILE = "libraries.txt";

    /** The kinds of libraries whose threads run the code of other libraries: these decide, and they only carry it out. */
    private static final Set<String> CARRIERS =
            Set.of("network frameworks", "application frameworks", "TLS", "agents and proxies", "languages");

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /** By package, in the order of the file. */
    static final Map<String, Library> BY_PACKAGE = read();

    /**
     * A library.
     *
     * @param kind what it is, such as {@code connection pools}
     * @param name such as {@code HikariCP}
     */
    public record Library(String kind, String name) {

        /** Whether its threads run the code of other libraries. */
        public boolean isCarrier() {
            return CARRIERS.contains(kind);
        }
    }

    private Libraries() {}

    /** Whether a class belongs to the JDK. */
    public static boolean isJdk(String className) {
        return JDK.stream().anyMatch(className::startsWith);
    }

    /** The library that a class belongs to: the one with the longest package that fits. */
    public static Optional<Library> of(String className) {
        for (int end = className.lastIndexOf('.'); end > 0; end = className.lastIndexOf('.', end - 1)) {
            Library library = BY_PACKAGE.get(className.substring(0, end));
            if (library != null) {
                return Optional.of(library);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Library> read() {
        try (InputStream in = Libraries.class.getResourceAsStream(FILE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("firstfin.jar lacks " + FILE + ": it is damaged", e);
        }
    }

    private static Map<String, Library> parse(String text) {
        Map<String, Library> libraries = new LinkedHashMap<>();
        String kind = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(" ")) {
                String[] parts = line.strip().split(" +", 2);
                libraries.put(parts[0], new Library(kind, parts[1]));
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                kind = line;
            }
        }
        return libraries;
    }
}
