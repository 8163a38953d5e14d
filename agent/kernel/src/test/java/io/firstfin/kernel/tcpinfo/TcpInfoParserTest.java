package io.firstfin.kernel.tcpinfo;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.firstfin.kernel.Garbage;
import io.firstfin.kernel.Recorded;
import io.firstfin.kernel.TcpState;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TcpInfoParserTest {
    @Test
    void the_side_that_sent_a_thousand_bytes() {
        TcpInfo info = parse(recorded("established-client"));

        assertThat(info.state()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(info.bytesSent()).isEqualTo(1000);
        assertThat(info.bytesAcked()).as("with the SYN").isEqualTo(1001);
        assertThat(info.bytesReceived()).isZero();
        assertThat(info.rttMicros()).isEqualTo(28);
        assertThat(info.lastDataSent()).isEqualTo(76);
        assertThat(info.totalRetrans()).isZero();
        assertThat(info.bytesRetrans()).isZero();
    }

    @Test
    void the_side_that_received_them() {
        TcpInfo info = parse(recorded("established-server"));

        assertThat(info.bytesReceived()).isEqualTo(1000);
        assertThat(info.bytesSent()).isZero();
        assertThat(info.rttMicros()).isEqualTo(62);
    }

    @Test
    void the_side_whose_peer_closed_first() {
        assertThat(parse(recorded("close-wait")).state()).isEqualTo(TcpState.CLOSE_WAIT);
    }

    @Test
    void fields_an_older_kernel_does_not_have_are_unknown() {
        ByteBuffer bytes = recorded("established-client");

        assertThat(TcpInfoParser.parse(bytes, 104)).as("Linux 3.0").satisfies(info -> {
            assertThat(info.totalRetrans()).isZero();
            assertThat(info.bytesAcked()).isEqualTo(-1);
            assertThat(info.bytesSent()).isEqualTo(-1);
        });
        assertThat(TcpInfoParser.parse(bytes, 192)).as("Linux 4.10").satisfies(info -> {
            assertThat(info.bytesAcked()).isEqualTo(1001);
            assertThat(info.bytesSent()).isEqualTo(-1);
        });
    }

    @Test
    void a_struct_cut_at_any_length_is_read_as_far_as_it_goes() {
        ByteBuffer bytes = recorded("established-client");
        for (int length = 0; length <= bytes.capacity(); length++) {
            TcpInfo info = TcpInfoParser.parse(bytes, length);
            assertThat(info != null).isEqualTo(length >= 104);
        }
    }

    @Test
    void what_begins_with_no_state_is_no_tcp_info() {
        ByteBuffer noState = recorded("established-client");
        noState.put(0, (byte) 77);
        ByteBuffer noCongestion = recorded("established-client");
        noCongestion.put(1, (byte) 5);
        ByteBuffer noSegment = recorded("established-client");
        noSegment.putInt(16, 1 << 20);

        assertThat(parse(noState)).isNull();
        assertThat(parse(noCongestion)).isNull();
        assertThat(parse(noSegment)).isNull();
        assertThat(TcpInfoParser.state(0x0501)).isNull();
        assertThat(TcpInfoParser.state(0x0401)).isEqualTo(TcpState.ESTABLISHED);
    }

    @Test
    void random_bytes_never_fail() {
        forAll(
                Garbage.upTo(300),
                garbage -> assertThatCode(() -> TcpInfoParser.parse(garbage.buffer(), garbage.length()))
                        .doesNotThrowAnyException());
    }

    private static TcpInfo parse(ByteBuffer bytes) {
        return TcpInfoParser.parse(bytes, bytes.capacity());
    }

    private static ByteBuffer recorded(String name) {
        return Recorded.bytes(Recorded.words(TcpInfoParserTest.class, "tcp_info.txt", name)[1]);
    }
}
