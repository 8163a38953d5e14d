package io.firstfin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter out = new StringWriter();

    @Test
    void without_a_terminal_it_is_a_line_at_each_end() {
        show(false, 30);
        assertThat(out).hasToString("Recording for 30s\nRecording ended after 30s\n");
    }

    @Test
    void an_end_before_its_time_is_called_that() {
        show(false, 12);
        assertThat(out).hasToString("Recording for 30s\nRecording ended early, after 12s of 30s\n");
    }

    @Test
    void on_a_terminal_it_is_a_bar_drawn_in_place() {
        show(true, 12);
        assertThat(out.toString()).startsWith("\r").endsWith("\n").contains("12/30s");
        assertThat(out.toString().split("[\r\n]")).allMatch(line -> line.length() < 80);
    }

    private void show(boolean terminal, long seconds) {
        try (Progress progress = Progress.of(new PrintWriter(out), terminal, "Recording", Duration.ofSeconds(30))) {
            progress.reached(Duration.ofSeconds(seconds));
        }
    }
}
