package io.firstfin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columns_are_aligned_and_lines_end_with_text() {
        assertThat(new Table()
                        .row("PID", "JDK", "MAIN")
                        .row("12345", "17", "A")
                        .row("1", "", "")
                        .lines())
                .containsExactly("PID    JDK  MAIN", "12345  17   A", "1");
    }
}
