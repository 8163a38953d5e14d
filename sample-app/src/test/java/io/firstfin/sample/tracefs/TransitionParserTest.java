package io.firstfin.sample.tracefs;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.firstfin.kernel.TcpState;
import io.firstfin.sample.tracefs.Transition.Kind;
import io.firstfin.testing.Choices;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransitionParserTest {
    private static final String FIELDS = "family=AF_INET protocol=IPPROTO_TCP sport=40000"
            + " dport=80 saddr=10.0.0.1 daddr=10.0.0.2 saddrv6=::ffff:10.0.0.1"
            + " daddrv6=::ffff:10.0.0.2 oldstate=TCP_ESTABLISHED newstate=TCP_CLOSE_WAIT";
    private static final String STATE =
            " http-nio-80 [x]-77 [000] ..s2.   120.000042:" + " inet_sock_set_state: " + FIELDS;

    @Test
    void a_state_step_has_its_time_tuple_and_states() {
        Transition step = TransitionParser.parse(STATE);

        assertThat(step.nanos()).isEqualTo(120_000_042_000L);
        assertThat(step.kind()).isEqualTo(Kind.STATE);
        assertThat(step.endpoints()).hasToString("10.0.0.1:40000 > 10.0.0.2:80");
        assertThat(step.from()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(step.to()).isEqualTo(TcpState.CLOSE_WAIT);
    }

    @Test
    void a_reset_sent_has_its_reason() {
        assertThat(TransitionParser.parse(" java-7 [001] ..... 9.000001: tcp_send_reset:"
                        + " skbaddr=0 skaddr=1 src=127.0.0.1:80 dest=[::ffff:127.0.0.1]:81"
                        + " state=TCP_CLOSE reason=TCP_ABORT_ON_CLOSE"))
                .satisfies(step -> {
                    assertThat(step.kind()).isEqualTo(Kind.RESET_SENT);
                    assertThat(step.endpoints()).hasToString("127.0.0.1:80 > 127.0.0.1:81");
                    assertThat(step.from()).isEqualTo(TcpState.CLOSE);
                    assertThat(step.to()).isNull();
                    assertThat(step.reason()).isEqualTo("TCP_ABORT_ON_CLOSE");
                });
    }

    @Test
    void a_recorded_trace_is_read_whole_but_for_repeated_states() throws IOException {
        List<String> lines = RecordedTrace.lines();
        List<Transition> steps = lines.stream()
                .map(TransitionParser::parse)
                .filter(Objects::nonNull)
                .toList();

        long repeated = lines.stream()
                .filter(line -> line.endsWith("oldstate=TCP_FIN_WAIT1 newstate=TCP_FIN_WAIT1"))
                .count();
        assertThat(repeated).isEqualTo(3);
        assertThat(steps).hasSize(61 - 3);
        assertThat(steps)
                .filteredOn(step -> step.kind() == Kind.RESET_SENT)
                .extracting(Transition::reason)
                .containsExactly("TCP_STATE", "TCP_ABORT_ON_CLOSE", "TCP_ABORT_ON_CLOSE");
        assertThat(steps)
                .filteredOn(step -> step.to() == TcpState.SYN_SENT)
                .allMatch(step -> step.endpoints().localPort() == 0);
    }

    @Test
    void lost_events_are_counted() {
        assertThat(TransitionParser.lostEvents("CPU:1 [LOST 12345 EVENTS]")).isEqualTo(12_345);
        assertThat(TransitionParser.lostEvents(STATE)).isZero();
        assertThat(BufferStats.lost(List.of(
                        "entries: 5",
                        "overrun: 7",
                        "commit overrun: 0",
                        "bytes: 320",
                        "dropped events: 2",
                        "read events: 0")))
                .isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPPROTO_SCTP", "IPPROTO_MPTCP", "17"})
    void other_protocols_are_ignored(String protocol) {
        assertThat(TransitionParser.parse(STATE.replace("IPPROTO_TCP", protocol)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "dead", "999.1.1.1", "1.2", "::ffff:example.org", ""})
    void what_is_no_address_is_never_looked_up(String address) {
        assertThat(AddressLiteral.parse(address)).isNull();
        assertThat(TransitionParser.parse(STATE.replace("::ffff:10.0.0.2", address)))
                .isNull();
    }

    @Test
    void a_line_cut_at_any_length_is_a_step_or_nothing() {
        String line = STATE.replace("CLOSE_WAIT", "LISTEN"); // no state's name begins another's
        for (int length = 0; length < line.length(); length++) {
            assertThat(TransitionParser.parse(line.substring(0, length))).isNull();
        }
        assertThat(TransitionParser.parse(line)).isNotNull();
    }

    @Test
    void random_text_is_nothing() {
        forAll(Choices::text, line -> assertThat(TransitionParser.parse(line)).isNull());
    }

    @Test
    void a_line_with_one_letter_changed_is_a_step_or_nothing() {
        forAll(
                choices -> choices.between(0, STATE.length() - 1),
                choices -> choices.letter(Character.MAX_VALUE),
                (where, letter) -> {
                    StringBuilder line = new StringBuilder(STATE);
                    line.setCharAt(where, letter);
                    assertThatCode(() -> TransitionParser.parse(line.toString()))
                            .doesNotThrowAnyException();
                });
    }
}
