package io.firstfin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {

    @Test
    void stty_answers_with_rows_before_columns() {
        assertThat(TerminalSize.parse("43 132\n")).contains(new TerminalSize(132, 43));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0\n", "stty: standard input: Inappropriate ioctl for device", "80"})
    void what_is_no_size_is_not_taken_for_one(String answer) {
        assertThat(TerminalSize.parse(answer)).isEmpty();
    }

    @Test
    void what_is_no_terminal_has_the_usual_size() {
        assertThat(TerminalSize.of("/dev/null")).isEqualTo(TerminalSize.USUAL);
        assertThat(TerminalSize.of("/nowhere/at/all")).isEqualTo(TerminalSize.USUAL);
    }
}
