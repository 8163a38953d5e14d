package io.firstfin.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/how-it-works.md lists the libraries that call sites look through. */
class LibrariesDocumentTest {

    private static final Path DOCUMENT = Path.of("../../docs/how-it-works.md");
    private static final String BEGIN = "<!-- libraries -->\n";
    private static final String END = "<!-- /libraries -->";

    @Test
    void the_document_lists_every_library() throws Exception {
        String document = Files.readString(DOCUMENT);
        String expected = document.substring(0, document.indexOf(BEGIN) + BEGIN.length())
                + table()
                + document.substring(document.indexOf(END));
        if (Boolean.getBoolean("approve")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private static String table() {
        Map<String, List<String>> kinds = Libraries.BY_PACKAGE.entrySet().stream()
                .collect(Collectors.groupingBy(
                        library -> library.getValue().kind(),
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return "| what | packages, each with all below it |\n|---|---|\n"
                + kinds.entrySet().stream()
                        .map(kind -> "| " + kind.getKey() + " | " + String.join(", ", kind.getValue()) + " |\n")
                        .collect(Collectors.joining());
    }
}
