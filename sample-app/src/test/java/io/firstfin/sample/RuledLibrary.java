package io.firstfin.sample;

import io.firstfin.sample.support.LibraryTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library whose closes close-reasons.txt explains: the name in brackets at the head of a section there, and the
 * methods that the rules below it name. The name is that of one or more variants of the {@link LibraryTable}: {@code
 * vertx-core} is every version of Vert.x there, {@code vertx-core-4} those of 4.
 *
 * @param methods {@code class.method} of each rule
 */
public record RuledLibrary(String name, List<String> methods) {

    /** The name for what comes with the JDK. */
    static final String JDK = "jdk";

    private static final Path FILE =
            Path.of("..", "agent", "analysis", "src/main/resources/io/firstfin/analysis/engine/close-reasons.txt");
    private static final Pattern HEAD = Pattern.compile("# \\[(\\S+)].*");

    static List<RuledLibrary> all() {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        String name = "";
        for (String line : lines()) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                name = head.group(1);
            } else if (!line.startsWith("#") && line.contains("->")) {
                byName.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(line.substring(0, line.indexOf("->")).strip());
            }
        }
        List<RuledLibrary> libraries = new ArrayList<>();
        byName.forEach((library, methods) -> libraries.add(new RuledLibrary(library, methods)));
        return libraries;
    }

    /** All that are looked into; each has a line in the table. */
    public static List<String> allVariants() {
        return all().stream().flatMap(library -> library.variants().stream()).toList();
    }

    List<String> variants() {
        Pattern version = Pattern.compile(Pattern.quote(name) + "(-\\d|\\.).*");
        return LibraryTable.variants().stream()
                .filter(variant -> version.matcher(variant).matches())
                .toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
