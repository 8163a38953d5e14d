package io.firstfin.kernel.procfs;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.firstfin.kernel.Recorded;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.testing.Choices;
import io.firstfin.testing.Generator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProcNetTcpParserTest {
    private static final String V4 = "   1: 0100007F:A2C4 0200007F:1F90 06 00000000:00000000"
            + " 03:000016D2 00000000     0        0 0 3 00000000e7a61cda";

    @Test
    void a_time_wait_of_the_ipv4_table() {
        assertThat(ProcNetTcpParser.parse(V4)).satisfies(row -> {
            assertThat(row.state()).isEqualTo(TcpState.TIME_WAIT);
            assertThat(row.endpoints()).hasToString("127.0.0.1:41668 > 127.0.0.2:8080");
            assertThat(row.timer()).isEqualTo(SocketRow.TIMER_TIME_WAIT);
            assertThat(row.expiresMillis()).isEqualTo(0x16D2 * 10L);
            assertThat(row.cookie()).isEqualTo(-1);
        });
    }

    @Test
    void a_recorded_ipv6_table_is_read_whole() {
        List<SocketRow> rows = Recorded.lines(getClass(), "net/tcp6").stream()
                .map(ProcNetTcpParser::parse)
                .filter(Objects::nonNull)
                .toList();

        assertThat(rows)
                .extracting(row -> row.state() + " " + row.endpoints())
                .containsExactly(
                        "LISTEN [0:0:0:0:0:0:0:0]:8080 > [0:0:0:0:0:0:0:0]:0",
                        "LISTEN [0:0:0:0:0:0:0:1]:8081 > [0:0:0:0:0:0:0:0]:0",
                        "ESTABLISHED 127.0.0.1:8080 > 127.0.0.1:39782",
                        "ESTABLISHED 127.0.0.1:39782 > 127.0.0.1:8080",
                        "TIME_WAIT 127.0.0.1:39798 > 127.0.0.1:8080",
                        "ESTABLISHED [0:0:0:0:0:0:0:1]:8081 > [0:0:0:0:0:0:0:1]:34942",
                        "ESTABLISHED [0:0:0:0:0:0:0:1]:34942 > [0:0:0:0:0:0:0:1]:8081");
        assertThat(rows.get(2).receiveQueue()).isEqualTo(1000);
        assertThat(rows.get(2).inode()).isEqualTo(64236);
        assertThat(rows.get(2).expiresMillis()).isEqualTo(-1);
        assertThat(rows.get(4).expiresMillis()).isEqualTo(59_440);
    }

    @Test
    void a_line_cut_at_any_length_is_a_socket_or_nothing() {
        for (int length = 0; length < V4.length(); length++) {
            String cut = V4.substring(0, length);
            assertThatCode(() -> ProcNetTcpParser.parse(cut)).doesNotThrowAnyException();
        }
        assertThat(ProcNetTcpParser.parse(V4.substring(0, 80))).isNull();
    }

    @Test
    void random_text_is_a_socket_or_nothing() {
        forAll(
                Choices::text,
                line -> assertThatCode(() -> ProcNetTcpParser.parse(line)).doesNotThrowAnyException());
    }

    @Test
    void text_of_the_right_letters_is_a_socket_or_nothing() {
        Generator<Character> letter = choices -> (char) choices.between('0', ':');
        forAll(
                choices -> choices.text(0, 255, letter),
                line -> assertThatCode(() -> ProcNetTcpParser.parse(line)).doesNotThrowAnyException());
    }

    @Test
    void a_line_with_one_letter_changed_is_a_socket_or_nothing() {
        forAll(
                choices -> choices.between(0, V4.length() - 1),
                choices -> choices.letter(Character.MAX_VALUE),
                (where, letter) -> {
                    StringBuilder line = new StringBuilder(V4);
                    line.setCharAt(where, letter);
                    assertThatCode(() -> ProcNetTcpParser.parse(line.toString()))
                            .doesNotThrowAnyException();
                });
    }
}
