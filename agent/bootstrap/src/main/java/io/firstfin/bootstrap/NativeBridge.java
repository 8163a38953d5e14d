package io.firstfin.bootstrap;

import java.io.FileDescriptor;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import jdk.internal.vm.annotation.Hidden;
import jdk.jfr.Event;

/**
 * What woven code of native transports calls, by the rules of the {@link Bridge}: they know a socket
 * as the number of its descriptor. What begins here with a token ends at the bridge.
 *
 * <p>A {@code number} may be that of anything: what is no TCP socket is ignored.
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
            t.created(t.fresh(number), true);
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
            FileDescriptor fd = t.known(number);
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
            FileDescriptor fd = t.known(number);
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
            FileDescriptor fd = t.known(number);
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
            FileDescriptor fd = t.known(number);
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
     * The listening socket of that number accepted another; a negative one is none.
     *
     * @param peer its address as Netty's native code writes it; null when it is not at hand
     */
    @Hidden
    public static void accepted(Object socket, int listener, int number, byte[] peer) {
        Tracer t = Bridge.tracer();
        if (t == null || number < 0) {
            return;
        }
        try {
            FileDescriptor fd = t.known(listener);
            Event event = fd == null ? null : t.accepted(api(socket), fd, t.fresh(number), peer);
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
            FileDescriptor fd = t.known(number);
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
            FileDescriptor fd = t.known(number);
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
     * @param open false when it is closed already: its number may be another's
     */
    @Hidden
    public static Object closing(Object socket, int number, boolean open) {
        Tracer t = Bridge.tracer();
        if (t == null || !open) {
            return null;
        }
        try {
            FileDescriptor fd = t.known(number);
            if (fd == null) {
                return null;
            }
            Object close = t.closing(api(socket), fd, false);
            Object release = t.releasing(fd);
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
