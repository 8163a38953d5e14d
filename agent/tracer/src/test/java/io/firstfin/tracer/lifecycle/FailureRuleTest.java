package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.firstfin.verdict.FailureKind;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureRuleTest {

    private static final InetAddress V4 = address("192.0.2.1");
    private static final InetAddress V6 = address("2001:db8::1");

    /** Each with the words of JDK 17 to 25: the kernel's own, some with the address behind them. */
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new BindException("Cannot assign requested address"), FailureKind.PORTS_EXHAUSTED),
                arguments(
                        new BindException("Cannot assign requested address: /192.0.2.1:80"),
                        FailureKind.PORTS_EXHAUSTED),
                arguments(new BindException("Address already in use"), FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION),
                arguments(
                        new ConnectException("connect(..) failed with error(-98): Address already in use"),
                        FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION),
                arguments(new BindException("Permission denied"), FailureKind.OTHER),
                arguments(new ConnectException("Connection refused"), FailureKind.REFUSED),
                arguments(new ConnectException("Connection refused: localhost/127.0.0.1:1"), FailureKind.REFUSED),
                arguments(new ConnectException("finishConnect(..) failed: Connection refused"), FailureKind.REFUSED),
                arguments(
                        new ConnectException("io_uring connect(..) failed with error(-111): Connection refused"),
                        FailureKind.REFUSED),
                arguments(
                        new ConnectException("connect(..) failed with error(-99): Cannot assign requested address"),
                        FailureKind.PORTS_EXHAUSTED),
                arguments(new ConnectException("Connection timed out"), FailureKind.TIMED_OUT),
                arguments(new SocketTimeoutException("Connect timed out"), FailureKind.TIMED_OUT),
                arguments(new NoRouteToHostException("No route to host"), FailureKind.UNREACHABLE),
                arguments(new SocketException("Network is unreachable"), FailureKind.UNREACHABLE),
                arguments(new ConnectException("Network is unreachable"), FailureKind.UNREACHABLE),
                arguments(new SocketException("Connection reset"), FailureKind.RESET),
                arguments(new IOException("Connection reset by peer"), FailureKind.RESET),
                arguments(new SocketException("Socket closed"), FailureKind.CANCELLED),
                arguments(new SocketException("Closed by interrupt"), FailureKind.CANCELLED),
                arguments(new ClosedChannelException(), FailureKind.CANCELLED),
                arguments(new AsynchronousCloseException(), FailureKind.CANCELLED),
                arguments(new ClosedByInterruptException(), FailureKind.CANCELLED),
                arguments(new UnknownHostException("no.such.host"), FailureKind.OTHER),
                arguments(new UnresolvedAddressException(), FailureKind.OTHER),
                arguments(new SocketException("Invalid argument"), FailureKind.OTHER),
                arguments(new SocketException(), FailureKind.OTHER),
                arguments(new OutOfMemoryError(), FailureKind.OTHER));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("failures")
    void is_told_from_class_and_words(Throwable failure, FailureKind kind) {
        assertThat(FailureRule.of(failure, V4, false)).isEqualTo(kind);
    }

    @Test
    void knows_what_this_jdk_throws_at_a_port_where_nobody_listens() throws IOException {
        InetSocketAddress nobody = portWhereNobodyListens();
        try (Socket socket = new Socket();
                SocketChannel channel = SocketChannel.open()) {
            assertThat(kindOf(() -> socket.connect(nobody))).isEqualTo(FailureKind.REFUSED);
            assertThat(kindOf(() -> channel.connect(nobody))).isEqualTo(FailureKind.REFUSED);
        }
    }

    /** A listener whose queue is full does not answer a SYN. */
    @Test
    void knows_what_this_jdk_throws_when_nobody_answers() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket third = new Socket()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(kindOf(() -> third.connect(full.getLocalSocketAddress(), 50)))
                    .isEqualTo(FailureKind.TIMED_OUT);
        }
    }

    @Test
    void knows_what_this_jdk_throws_at_an_interrupted_thread() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            Thread.currentThread().interrupt();
            assertThat(kindOf(() -> channel.connect(portWhereNobodyListens()))).isEqualTo(FailureKind.CANCELLED);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void knows_what_this_jdk_throws_at_a_name_without_an_address() throws IOException {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("no.such.host", 80);
        try (SocketChannel channel = SocketChannel.open()) {
            assertThat(kindOf(() -> channel.connect(unresolved))).isEqualTo(FailureKind.OTHER);
        }
    }

    @Test
    void an_address_that_none_of_ours_can_reach_is_not_a_want_of_ports() {
        BindException failure = new BindException("Cannot assign requested address");

        assertThat(FailureRule.of(failure, V6, false, remote -> false)).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(FailureRule.of(failure, V6, false, remote -> true)).isEqualTo(FailureKind.PORTS_EXHAUSTED);
    }

    @Test
    void for_ipv4_the_kernel_has_another_word_for_that() {
        BindException failure = new BindException("Cannot assign requested address");

        assertThat(FailureRule.of(failure, V4, false, remote -> false)).isEqualTo(FailureKind.PORTS_EXHAUSTED);
        assertThat(FailureRule.of(failure, null, false, remote -> false)).isEqualTo(FailureKind.PORTS_EXHAUSTED);
    }

    /** For such a socket the kernel does not look for a port: it only checks this one. */
    @Test
    void a_socket_with_a_port_of_its_own_never_wants_for_one() {
        BindException failure = new BindException("Cannot assign requested address");

        assertThat(FailureRule.of(failure, V4, true, remote -> true))
                .isEqualTo(FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION);
        assertThat(FailureRule.of(failure, V6, true, remote -> true))
                .isEqualTo(FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION);
        assertThat(FailureRule.of(failure, V6, true, remote -> false)).isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void knows_what_this_jdk_throws_when_the_port_has_that_destination_already() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket first = new Socket();
                Socket second = new Socket()) {
            first.setReuseAddress(true);
            first.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            first.connect(server.getLocalSocketAddress());
            second.setReuseAddress(true);
            second.bind(first.getLocalSocketAddress());

            Throwable failure = catchThrowable(() -> second.connect(server.getLocalSocketAddress()));
            assertThat(FailureRule.of(failure, V4, true)).isEqualTo(FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION);
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private interface Connect {
        void run() throws IOException;
    }

    private static FailureKind kindOf(Connect connect) {
        return FailureRule.of(catchThrowable(connect::run), V4, false);
    }

    private static InetSocketAddress portWhereNobodyListens() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) free.getLocalSocketAddress();
        }
    }
}
