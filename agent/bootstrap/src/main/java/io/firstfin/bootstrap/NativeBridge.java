package io.firstfin.bootstrap;

import java.io.FileDescriptor;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import jdk.internal.vm.annotation.Hidden;
import jdk.jfr.Event;

/**
 * The methods that woven code of native transports calls. A native transport knows a socket by the number of
 * its descriptor. The methods follow the rules of the {@link Bridge}, which takes the tokens that they return.
 *
 * <p>A {@code number} may belong to anything: descriptors that are no TCP socket are ignored.
 */
public final class NativeBridge {

    private NativeBridge() {}

    /** A library made a TCP socket. */
    public static void created(int number) {
        Tracer t = Bridge.tracer();
        if (t == null || number < 0) {
            return;
        }
        try {
            t.created(t.newDescriptor(number), true);
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** A library set SO_LINGER or SO_REUSEADDR. */
    public static void optionSet(int number) {
        Tracer t = Bridge.tracer();
        if (t == null) {
            return;
        }
        try {
            FileDescriptor fd = t.tcpDescriptor(number);
            if (fd != null) {
                t.optionSet(fd, StandardSocketOptions.SO_LINGER);
            }
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** A connect call begins. Returns the attempt for {@link Bridge#connected}. */
    @Hidden
    public static Object connecting(Object socket, int number, SocketAddress remote) {
        Tracer t = Bridge.tracer();
        if (t == null) {
            return null;
        }
        try {
            FileDescriptor fd = t.tcpDescriptor(number);
            return fd == null ? null : t.connecting(api(socket), fd, remote);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /** A pending connect may now end. Returns its attempt, null when none is pending. */
    @Hidden
    public static Object finishing(int number) {
        Tracer t = Bridge.tracer();
        if (t == null) {
            return null;
        }
        try {
            FileDescriptor fd = t.tcpDescriptor(number);
            return fd == null ? null : t.finishing(fd);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /** A pending connect ended, by this failure or with null established. */
    @Hidden
    public static void connected(int number, Throwable failure) {
        Tracer t = Bridge.tracer();
        if (t == null) {
            return;
        }
        try {
            FileDescriptor fd = t.tcpDescriptor(number);
            Object attempt = fd == null ? null : t.finishing(fd);
            Event event = attempt == null ? null : t.connected(attempt, failure == null, failure);
            if (event != null) {
                event.commit();
            }
            event = attempt == null ? null : t.callSite(attempt);
            if (event != null) {
                event.commit();
            }
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /**
     * The listening socket {@code listener} accepted the socket {@code number}; nothing when that is negative.
     *
     * @param peer the address of the peer as Netty's native code writes it; null when it is not available
     */
    @Hidden
    public static void accepted(Object socket, int listener, int number, byte[] peer) {
        Tracer t = Bridge.tracer();
        if (t == null || number < 0) {
            return;
        }
        try {
            FileDescriptor fd = t.tcpDescriptor(listener);
            Event event = fd == null ? null : t.accepted(api(socket), fd, t.newDescriptor(number), peer);
            if (event != null) {
                event.commit();
            }
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** A bind begins. Returns the token for {@link Bridge#bound}. */
    @Hidden
    public static Object binding(int number, boolean listening) {
        Tracer t = Bridge.tracer();
        if (t == null) {
            return null;
        }
        try {
            FileDescriptor fd = t.tcpDescriptor(number);
            return fd == null ? null : t.binding(fd, listening);
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /**
     * A shutdown begins. Returns the token for {@link Bridge#halfClosed} when it ends the output.
     *
     * @param input whether it ends the input
     */
    @Hidden
    public static Object shuttingDown(int number, boolean input, boolean output) {
        Tracer t = Bridge.tracer();
        if (t == null) {
            return null;
        }
        try {
            FileDescriptor fd = t.tcpDescriptor(number);
            if (fd == null) {
                return null;
            }
            Object halfClose = output ? t.halfClosing(fd) : null;
            if (input) {
                t.inputShutDown(fd);
            }
            return halfClose;
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    /**
     * A close of a descriptor begins. Returns the token for {@link Bridge#closed}.
     *
     * @param open false when it is closed already: another socket may have its number
     */
    @Hidden
    public static Object closing(Object socket, int number, boolean open) {
        Tracer t = Bridge.tracer();
        if (t == null || !open) {
            return null;
        }
        try {
            FileDescriptor fd = t.tcpDescriptor(number);
            if (fd == null) {
                return null;
            }
            Object close = t.closing(api(socket), fd, false);
            Object release = t.releasing(fd);
            if (close != null && release != null) {
                // nobody looks before the end of this close: by then the descriptor is gone
                t.closeEnded(release);
            }
            return close == null ? release : close;
        } catch (Throwable e) {
            Bridge.suppressed(e);
            return null;
        }
    }

    private static String api(Object socket) {
        return socket.getClass().getName().contains(".uring.") ? "Netty io_uring" : "Netty epoll";
    }
}
