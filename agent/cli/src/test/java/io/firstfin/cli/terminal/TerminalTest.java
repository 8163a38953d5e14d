package io.firstfin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void whoever_sets_no_color_to_anything_is_spared_colours() {
        assertThat(Terminal.wantsColours(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.wantsColours(Map.of("NO_COLOR", "", "TERM", "xterm-256color")))
                .isTrue();
        assertThat(Terminal.wantsColours(Map.of())).isTrue();
    }

    @Test
    void a_terminal_that_has_no_colours_gets_none() {
        assertThat(Terminal.wantsColours(Map.of("TERM", "dumb"))).isFalse();
    }
}
