package io.firstfin.kernel.tcpinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.kernel.Descriptors;
import io.firstfin.kernel.LoopbackPair;
import io.firstfin.kernel.Restricted;
import io.firstfin.kernel.TcpState;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpInfoReaderLiveTest {
    private static final long WAIT_NANOS = 60_000_000_000L;

    private final TcpInfoReader reader = TcpInfoReader.open(Restricted.lookup());

    @BeforeEach
    void needs_native_access() {
        Assumptions.assumeTrue(reader != null, "this machine or JVM allows no native call");
    }

    @AfterEach
    void close() {
        if (reader != null) {
            reader.close();
        }
    }

    @Test
    void the_bytes_are_those_that_were_sent() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect()) {
            pair.client().getOutputStream().write(new byte[12_345]);
            int client = Descriptors.of(pair.clientView());
            int server = Descriptors.of(pair.clientView().mirrored());
            await(() -> reader.unreadBytes(server) == 12_345);

            assertThat(reader.unreadBytes(server)).isEqualTo(12_345);
            assertThat(reader.unreadBytes(client)).isZero();
            assertThat(reader.read(client).bytesSent()).isEqualTo(12_345);
            assertThat(reader.read(server).bytesReceived()).isEqualTo(12_345);
            assertThat(reader.read(client).rttMicros()).isPositive();
            assertThat(reader.cookie(client)).isPositive().isNotEqualTo(reader.cookie(server));
        }
    }

    @Test
    void the_state_follows_the_connection() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect()) {
            int server = Descriptors.of(pair.clientView().mirrored());
            int client = Descriptors.of(pair.clientView());
            assertThat(reader.read(server).state()).isEqualTo(TcpState.ESTABLISHED);

            pair.client().shutdownOutput();
            await(() -> reader.read(server).state() == TcpState.CLOSE_WAIT);

            assertThat(reader.read(server).state()).isEqualTo(TcpState.CLOSE_WAIT);
            await(() -> reader.read(client).state() == TcpState.FIN_WAIT2);
            assertThat(reader.read(client).state()).isEqualTo(TcpState.FIN_WAIT2);
        }
    }

    @Test
    void the_end_of_the_stream_shows_also_after_the_reset_that_answers_what_was_sent_behind_it() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect()) {
            int client = Descriptors.of(pair.clientView());
            assertThat(reader.isAtEndOfStream(client)).isFalse();

            pair.server().close();
            await(() -> reader.read(client).state() == TcpState.CLOSE_WAIT);
            assertThat(reader.isAtEndOfStream(client)).isTrue();

            pair.client().getOutputStream().write(1);
            await(() -> reader.read(client).state() == TcpState.CLOSE);
            assertThat(reader.isAtEndOfStream(client)).isTrue();
            assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_reset_alone_is_no_end_of_the_stream_and_its_error_is_left_to_who_reads() throws Exception {
        try (LoopbackPair pair = LoopbackPair.connect()) {
            int client = Descriptors.of(pair.clientView());
            pair.server().setSoLinger(true, 0);
            pair.server().close();
            await(() -> reader.read(client).state() == TcpState.CLOSE);

            assertThat(reader.isAtEndOfStream(client)).isFalse();
            assertThatThrownBy(() -> pair.client().getInputStream().read()).hasMessage("Connection reset");
        }
    }

    @Test
    void what_is_no_tcp_socket_is_unknown() {
        for (int fd : new int[] {-1, 0, 999_999, Integer.MAX_VALUE}) {
            assertThat(reader.read(fd)).isNull();
            assertThat(reader.cookie(fd)).isEqualTo(-1);
            assertThat(reader.isAtEndOfStream(fd)).isFalse();
        }
        assertThat(reader.unreadBytes(-1)).isEqualTo(-1);
    }

    @Test
    void many_threads_at_once_each_get_their_own_answer() throws Exception {
        try (LoopbackPair a = LoopbackPair.connect();
                LoopbackPair b = LoopbackPair.connect()) {
            int[] fds = {Descriptors.of(a.clientView()), Descriptors.of(b.clientView())};
            long[] cookies = {reader.cookie(fds[0]), reader.cookie(fds[1])};
            ExecutorService threads = Executors.newFixedThreadPool(40);
            try {
                Callable<Boolean> task =
                        () -> IntStream.range(0, 2_000).allMatch(i -> reader.cookie(fds[i & 1]) == cookies[i & 1]);
                for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(40, task))) {
                    assertThat(done.get()).isTrue();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (!condition.call() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }
}
