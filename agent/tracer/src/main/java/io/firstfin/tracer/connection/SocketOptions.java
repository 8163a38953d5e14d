package io.firstfin.tracer.connection;

/**
 * The socket options that bear on the end of a connection and on its port.
 *
 * @param soLinger in seconds; -1 is off
 */
public record SocketOptions(int soLinger, boolean reuseAddress) {

    /** The kernel's, which a new socket has. */
    public static final SocketOptions DEFAULTS = new SocketOptions(-1, false);

    /** What a server's listener has on Linux, and what it accepts. */
    private static final SocketOptions OF_A_SERVER = new SocketOptions(-1, true);

    /** Nearly all sockets share one of two. */
    static SocketOptions of(int soLinger, boolean reuseAddress) {
        return soLinger >= 0 ? new SocketOptions(soLinger, reuseAddress) : reuseAddress ? OF_A_SERVER : DEFAULTS;
    }
}
