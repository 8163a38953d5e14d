package io.firstfin.sample.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table {@code libraries.txt}: which libraries the scenarios and trials are run with, and in which versions. A
 * variant is a library in one version: {@code okhttp-4.12.0}.
 */
public final class LibraryTable {
    private static final String FILE = "/io/firstfin/sample/libraries.txt";
    private static final Map<String, List<String>> COORDINATES = read();

    private LibraryTable() {}

    /** All of the table, in its order. */
    public static Set<String> variants() {
        return COORDINATES.keySet();
    }

    /** The variants of one library, in the table's order; empty if it has no line. */
    public static List<String> variantsOf(String library) {
        return variants().stream()
                .filter(variant -> variant.startsWith(library + "-") && beginsWithDigit(variant, library.length() + 1))
                .toList();
    }

    /** The Maven coordinates of the artifacts of a variant, without those that they depend on. */
    public static List<String> coordinates(String variant) {
        List<String> coordinates = COORDINATES.get(variant);
        if (coordinates == null) {
            throw new IllegalArgumentException(variant + " has no line in libraries.txt");
        }
        return coordinates;
    }

    private static boolean beginsWithDigit(String text, int from) {
        return from < text.length() && Character.isDigit(text.charAt(from));
    }

    private static Map<String, List<String>> read() {
        try (InputStream in = LibraryTable.class.getResourceAsStream(FILE)) {
            Map<String, List<String>> table = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(table, List.of(line.strip().split("\\s+"))));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<String, List<String>> table, List<String> words) {
        if (words.size() < 2 || table.put(words.get(0), words.subList(1, words.size())) != null) {
            throw new IllegalStateException("libraries.txt: no artifact, or a second line: " + words.get(0));
        }
    }
}
