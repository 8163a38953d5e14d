package io.firstfin.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
        return "| what | packages, each with all below it |\n|---|---|\n"
                + Libraries.KINDS.entrySet().stream()
                        .map(kind -> "| " + kind.getKey() + " | " + String.join(", ", kind.getValue()) + " |\n")
                        .collect(Collectors.joining());
    }
}
