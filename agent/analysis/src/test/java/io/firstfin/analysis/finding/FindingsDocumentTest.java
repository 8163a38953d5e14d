package io.firstfin.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/findings.md lists every finding. */
class FindingsDocumentTest {

    private static final Path DOCUMENT = Path.of("../../docs/findings.md");
    private static final String BEGIN = "<!-- findings -->\n";
    private static final String END = "<!-- /findings -->";

    @Test
    void the_document_lists_every_finding() throws Exception {
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
        return "| finding | severity | when | advice in short |\n|---|---|---|---|\n"
                + Arrays.stream(FindingId.values())
                        .map(id ->
                                "| " + id + " | " + id.severities() + " | " + id.when() + " | " + id.advice() + " |\n")
                        .collect(Collectors.joining());
    }
}
