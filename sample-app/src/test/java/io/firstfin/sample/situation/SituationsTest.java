package io.firstfin.sample.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of situations, and what was approved of them, by themselves: nothing is played. */
class SituationsTest {
    private static final Path DOCUMENT = Path.of("../docs/diagnosis.md");
    private static final String BEGIN = "<!-- situations -->\n";
    private static final String END = "<!-- /situations -->";

    static Stream<Situation> situations() {
        return Situations.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void an_approved_text_is_right_or_on_the_list_of_those_that_are_not_yet(Situation situation) throws Exception {
        Expected expected = situation.expected();
        for (Template template : Template.values()) {
            String text = new Approved(situation).text(template);
            boolean right = expected.isNothing()
                    ? text.contains("Change first: nothing has to change.")
                    : text.contains(" " + expected.finding() + "\n") && text.contains(expected.callSite());
            assertThat(text).as(situation + ", " + template).isNotEmpty();
            assertThat(right).as(text).isTrue();
        }
    }

    @Test
    void what_is_approved_is_a_situation() throws Exception {
        List<String> names = Situations.ALL.stream().map(Situations::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        try (Stream<Path> files = Files.list(Approved.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void the_document_shows_them_as_they_are_approved() throws Exception {
        List<String> parts = new ArrayList<>();
        for (Situation situation : Situations.ALL) {
            parts.add(Section.of(situation));
        }
        String document = Files.readString(DOCUMENT);
        String expected = document.substring(0, document.indexOf(BEGIN) + BEGIN.length())
                + String.join("\n", parts)
                + document.substring(document.indexOf(END));
        if (Boolean.getBoolean("approve")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }
}
