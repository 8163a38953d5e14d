package io.firstfin.cli.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.jvm.JavaCommandLine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private static final String HOSTILE = " \u001b[31mEvil\r\n  fine: forged\u009b2J\u202e\u2028x\t";
    private static final String PLAIN = "?[31mEvil fine: forged?2J? x";

    @Test
    void is_one_line_without_anything_that_a_terminal_obeys() {
        assertThat(PlainText.line(HOSTILE)).isEqualTo(PLAIN);
        assertThat(PlainText.line("K\u00e4se \u4e2d \ud83d\ude00 <b>")).isEqualTo("K\u00e4se \u4e2d \ud83d\ude00 <b>");
    }

    @Test
    void is_made_of_what_others_have_written() {
        assertThat(new Failure(HOSTILE)).hasMessage(PLAIN);
        assertThat(JavaCommandLine.parse(List.of("java", HOSTILE)).mainName()).isEqualTo(PLAIN);
        assertThat(new AgentAnswer(Map.of("wantedBy", HOSTILE)).text("wantedBy"))
                .isEqualTo(PLAIN);
    }
}
