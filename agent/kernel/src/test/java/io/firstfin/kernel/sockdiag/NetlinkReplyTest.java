package io.firstfin.kernel.sockdiag;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.kernel.Garbage;
import io.firstfin.kernel.Recorded;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.sockdiag.NetlinkReply.End;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetlinkReplyTest {
    private final List<SocketRow> rows = new ArrayList<>();

    @Test
    void an_established_connection_has_its_tuple_cookie_and_inode() throws IOException {
        assertThat(read("established")).isEqualTo(End.MORE);

        SocketRow row = rows.get(0);
        assertThat(row.state()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(row.endpoints()).hasToString("127.0.0.1:39782 > 127.0.0.1:8080");
        assertThat(row.cookie()).isEqualTo(0x22);
        assertThat(row.inode()).isEqualTo(64235);
        assertThat(row.timer()).isEqualTo(SocketRow.TIMER_NONE);
        assertThat(row.expiresMillis()).isEqualTo(-1);
    }

    @Test
    void unread_bytes_are_in_the_receive_queue() throws IOException {
        read("established-with-unread-data");

        assertThat(rows.get(0).receiveQueue()).isEqualTo(1000);
    }

    @Test
    void a_time_wait_tells_what_is_left_of_its_minute() throws IOException {
        read("time-wait");

        SocketRow row = rows.get(0);
        assertThat(row.state()).isEqualTo(TcpState.TIME_WAIT);
        assertThat(row.timer()).isEqualTo(SocketRow.TIMER_TIME_WAIT);
        assertThat(row.expiresMillis()).isBetween(55_000L, 60_000L);
        assertThat(row.inode()).isZero();
    }

    @Test
    void an_orphaned_fin_wait2_runs_on_the_time_wait_timer() throws IOException {
        read("fin-wait2-orphan");

        assertThat(rows.get(0).state()).isEqualTo(TcpState.FIN_WAIT2);
        assertThat(rows.get(0).timer()).isEqualTo(SocketRow.TIMER_TIME_WAIT);
    }

    @Test
    void the_cookie_stays_the_same_from_fin_wait2_to_time_wait() throws IOException {
        read("fin-wait2-orphan");
        read("time-wait");

        assertThat(rows.get(0).cookie()).isEqualTo(rows.get(1).cookie());
    }

    @Test
    void a_connection_that_is_gone_is_answered_with_the_listener_on_its_port() throws IOException {
        read("gone-but-port-listens");

        assertThat(rows.get(0).state()).isEqualTo(TcpState.LISTEN);
        assertThat(rows.get(0).endpoints().remotePort()).isZero();
    }

    @Test
    void an_ipv6_connection_keeps_its_addresses() throws IOException {
        read("established-v6");

        assertThat(rows.get(0).endpoints()).hasToString("[0:0:0:0:0:0:0:1]:34942 > [0:0:0:0:0:0:0:1]:8081");
    }

    @Test
    void no_such_file_or_directory_means_no_such_socket() throws IOException {
        assertThat(read("gone")).isEqualTo(End.NO_SUCH_SOCKET);
        assertThat(rows).isEmpty();
    }

    @Test
    void a_dump_comes_in_datagrams_and_says_when_it_is_done() throws IOException {
        assertThat(read("dump-v6-1")).isEqualTo(End.MORE);
        assertThat(read("dump-v6-2")).isEqualTo(End.DONE);

        assertThat(rows)
                .extracting(SocketRow::state)
                .containsExactlyInAnyOrder(
                        TcpState.LISTEN,
                        TcpState.LISTEN,
                        TcpState.ESTABLISHED,
                        TcpState.ESTABLISHED,
                        TcpState.ESTABLISHED,
                        TcpState.ESTABLISHED,
                        TcpState.TIME_WAIT);
    }

    @Test
    void any_other_error_of_the_kernel_is_an_exception() {
        ByteBuffer reply = recorded("gone");
        reply.putInt(Netlink.HEADER, -1);

        assertThatThrownBy(() -> NetlinkReply.read(reply, reply.capacity(), 108, rows::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("errno 1");
    }

    @Test
    void an_answer_to_an_older_question_is_skipped() throws IOException {
        ByteBuffer reply = recorded("established");

        assertThat(NetlinkReply.read(reply, reply.capacity(), 7, rows::add)).isEqualTo(End.MORE);
        assertThat(rows).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"established", "time-wait", "gone", "dump-v6-1", "dump-v6-2"})
    void a_reply_cut_at_any_length_ends_or_is_refused(String name) {
        ByteBuffer reply = recorded(name);
        for (int length = 0; length < reply.capacity(); length++) {
            readGarbage(
                    ByteBuffer.wrap(reply.array(), 0, length).slice().order(ByteOrder.LITTLE_ENDIAN),
                    length,
                    sequence(name));
        }
    }

    @Test
    void random_bytes_end_or_are_refused() {
        forAll(
                Garbage.upTo(400),
                choices -> choices.signed(Integer.MAX_VALUE),
                (garbage, sequence) -> readGarbage(garbage.buffer(), garbage.length(), sequence));
    }

    @Test
    void a_reply_with_one_byte_changed_ends_or_is_refused() {
        int capacity = recorded("dump-v6-1").capacity();
        forAll(
                choices -> choices.between(0, capacity - 1),
                choices -> (byte) choices.signed(Byte.MAX_VALUE),
                (where, value) -> {
                    ByteBuffer reply = recorded("dump-v6-1");
                    reply.put(where, value);
                    readGarbage(reply, capacity, sequence("dump-v6-1"));
                });
    }

    private void readGarbage(ByteBuffer bytes, int length, int sequence) {
        assertThatCode(() -> {
                    try {
                        NetlinkReply.read(bytes, length, sequence, rows::add);
                    } catch (IOException refused) {
                        assertThat(refused).hasMessageMatching("netlink message .*|sock_diag refused .*");
                    }
                })
                .doesNotThrowAnyException();
    }

    private End read(String name) throws IOException {
        ByteBuffer reply = recorded(name);
        return NetlinkReply.read(reply, reply.capacity(), sequence(name), rows::add);
    }

    private static ByteBuffer recorded(String name) {
        return Recorded.bytes(Recorded.words(NetlinkReplyTest.class, "replies.txt", name)[3]);
    }

    private static int sequence(String name) {
        return Integer.parseInt(Recorded.words(NetlinkReplyTest.class, "replies.txt", name)[1]);
    }
}
