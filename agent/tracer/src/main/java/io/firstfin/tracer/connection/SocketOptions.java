package io.firstfin.tracer.connection;

/**
 * The socket options that bear on the end of a connection and on its port.
 *
 * @param soLinger in seconds; -1 is off
 */
public record SocketOptions(int soLinger, boolean reuseAddress) {

    /** The kernel's, which a new socket has. */
    public static final SocketOptions DEFAULTS = new SocketOptions(-1, false);
}
