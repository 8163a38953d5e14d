package io.firstfin.tracer.lifecycle;

import io.firstfin.verdict.FailureKind;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.function.Predicate;

/**
 * Tells why a connect failed from what the JDK threw. It has no exception class of its own for most
 * errors: the C library's text is in the message, with the address behind it in some.
 */
final class FailureRule {

    private static final int DISCARD = 9;
    private static final String NO_ADDRESS = "Cannot assign requested address";
    private static final String ADDRESS_IN_USE = "Address already in use";

    private static final String NO_DESCRIPTOR = "Too many open files";

    private FailureRule() {}

    /**
     * @param remote where it was to go; null when not known
     * @param boundToPort whether the socket had a local port before it connected
     */
    static FailureKind of(Throwable failure, InetAddress remote, boolean boundToPort) {
        return of(failure, remote, boundToPort, FailureRule::hasSource);
    }

    static FailureKind of(
            Throwable failure, InetAddress remote, boolean boundToPort, Predicate<InetAddress> hasSource) {
        if (failure instanceof SocketTimeoutException) {
            return FailureKind.TIMED_OUT;
        }
        if (failure instanceof ClosedChannelException) {
            return FailureKind.CANCELLED;
        }
        if (failure instanceof NoRouteToHostException) {
            return FailureKind.UNREACHABLE;
        }
        String text = words(String.valueOf(failure.getMessage()));
        return failure instanceof BindException || text.startsWith(NO_ADDRESS) || text.startsWith(ADDRESS_IN_USE)
                ? ofBind(text, remote, boundToPort, hasSource)
                : of(text);
    }

    /** A bind's EADDRINUSE: somebody has the port, or all of them where any would do. */
    static boolean isAddressInUse(Throwable failure) {
        return words(String.valueOf(failure.getMessage())).startsWith(ADDRESS_IN_USE);
    }

    /** EMFILE, or ENFILE, which is that of the whole system: no descriptor is left. */
    static boolean isOutOfDescriptors(Throwable failure) {
        return words(String.valueOf(failure.getMessage())).startsWith(NO_DESCRIPTOR);
    }

    /** Netty puts its call before the C library's text: {@code connect(..) failed: } and the like. */
    private static String words(String message) {
        int call = message.indexOf("(..) failed");
        return call < 0 ? message : message.substring(message.indexOf(": ", call) + 2);
    }

    private static FailureKind of(String text) {
        if (text.startsWith("Connection refused")) {
            return FailureKind.REFUSED;
        }
        if (text.startsWith("Connection timed out")) {
            return FailureKind.TIMED_OUT;
        }
        if (text.startsWith("Connection reset")) {
            return FailureKind.RESET;
        }
        if (text.startsWith("Network is unreachable")) {
            return FailureKind.UNREACHABLE;
        }
        return text.startsWith("Socket closed") || text.startsWith("Closed by interrupt")
                ? FailureKind.CANCELLED
                : FailureKind.OTHER;
    }

    /**
     * The kernel says EADDRNOTAVAIL for three things. With IPv6 only, no address of ours can be the
     * source ({@code ip6_dst_lookup_tail}). Else {@code __inet_hash_connect} says it: for a socket
     * that has its port, it only checks whether a connection has these addresses and ports already;
     * for all others it looks for a port, and none is left.
     */
    private static FailureKind ofBind(
            String text, InetAddress remote, boolean boundToPort, Predicate<InetAddress> hasSource) {
        if (text.startsWith(ADDRESS_IN_USE)) {
            return FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION;
        }
        if (!text.startsWith(NO_ADDRESS)) {
            return FailureKind.OTHER;
        }
        if (remote instanceof Inet6Address && !hasSource.test(remote)) {
            return FailureKind.UNREACHABLE;
        }
        return boundToPort ? FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION : FailureKind.PORTS_EXHAUSTED;
    }

    /** Connecting a datagram socket finds the route and the source, and sends nothing. */
    private static boolean hasSource(InetAddress remote) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(remote, DISCARD));
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
