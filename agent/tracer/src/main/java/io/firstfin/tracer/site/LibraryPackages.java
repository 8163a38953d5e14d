package io.firstfin.tracer.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages that open and close connections on behalf of others: those that the report knows, too
 * (a test holds the list against the table in docs/how-it-works.md).
 */
final class LibraryPackages {

    private static final String LIST = "libraries.list";

    private static final Set<String> NAMES = read();

    private LibraryPackages() {}

    /** Whether the class is in one of them, or below. */
    static boolean contain(String className) {
        for (int end = className.indexOf('.'); end >= 0; end = className.indexOf('.', end + 1)) {
            if (NAMES.contains(className.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    static Set<String> names() {
        return NAMES;
    }

    private static Set<String> read() {
        try (InputStream in = LibraryPackages.class.getResourceAsStream(LIST)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new IllegalStateException("firstfin.jar lacks " + LIST + ": it is damaged", e);
        }
    }
}
