package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.ClientsTable.Row;
import io.firstfin.sample.http.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what was told of HTTP clients, and holds docs/reasons.md against it. */
final class ClientsDocument {
    private static final Path DOCUMENT = Path.of("../docs/reasons.md");
    private static final String BEGIN = "<!-- clients -->\n";
    private static final String END = "<!-- /clients -->";

    private final Map<String, Map<String, List<Row>>> byVariant = new TreeMap<>();

    /** Takes what was told in this lesson, if it is one of HTTP clients. */
    synchronized void add(Played played) {
        Lesson lesson = played.lesson();
        if (Library.variants().contains(lesson.variant())) {
            byVariant.computeIfAbsent(lesson.variant(), variant -> new TreeMap<>())
                    .put(lesson.toString(), ClientsTable.rows(played));
        }
    }

    /** With {@code -Dapprove=true} it writes the table first. */
    synchronized void check() throws IOException {
        if (Lesson.FILTERED) {
            System.out.println(DOCUMENT.normalize() + " was not checked: only some lessons were "
                    + "played (-Dlesson, -Dvariant)");
            return;
        }
        List<Row> rows = new ArrayList<>();
        for (String variant : Library.variants()) {
            rows.addAll(alike(variant, byVariant.getOrDefault(variant, Map.of())));
        }
        String document = Files.readString(DOCUMENT);
        String expected = document.substring(0, document.indexOf(BEGIN) + BEGIN.length())
                + new ClientsTable(rows).text() + document.substring(document.indexOf(END));
        if (Boolean.getBoolean("approve")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    /** Neither the JDK nor the way in which the agent came may change what is told. */
    private static List<Row> alike(String variant, Map<String, List<Row>> byLesson) {
        assertThat(byLesson).as("lessons played with " + variant).isNotEmpty();
        List<Row> any = byLesson.values().iterator().next();
        byLesson.forEach((lesson, rows) -> assertThat(rows).as("told in " + lesson).isEqualTo(any));
        return any;
    }
}
