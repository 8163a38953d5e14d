package io.firstfin.bootstrap;

import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketOption;
import jdk.internal.vm.annotation.Hidden;
import jdk.jfr.Event;

/**
 * The methods that woven code of the JDK's socket classes calls. It hands each call to the {@link Tracer}.
 *
 * <p>Every method asks whether there is a tracer, passes on its arguments and commits the events that it
 * gets back. No exception leaves it: the tracer counts the error. Events are committed here and not in the
 * tracer, because JFR takes the stack at the commit. A stack then starts at the woven method of the JDK, with
 * one frame of ours, which {@code jfr print} hides. For that reason no method here may leave the commit to
 * another one.
 */
public final class Bridge {

    /** Null while nothing is traced. */
    private static volatile Tracer tracer;

    static {
        if (Bridge.class.getClassLoader() != null) {
            throw new IllegalStateException(
                    "io.firstfin.bootstrap must be defined in the boot loader, or woven JDK classes"
                            + " cannot find it; let the launcher of firstfin.jar define it");
        }
    }

    private Bridge() {}

    /**
     * The version of the calls between woven code and tracer. A tracer may meet the bridge of an older
     * FirstFin, which the first attach of this JVM defined. A method, because the compiler would copy a
     * constant into the classes that use it.
     */
    public static int protocol() {
        return 5;
    }

    /** From now on calls go to {@code next}; with null they go nowhere. */
    public static void setTracer(Tracer next) {
        tracer = next;
    }

    /** The JDK made a socket. */
    public static void created(FileDescriptor fd, boolean stream) {
        Tracer t = tracer;
        if (t == null) {
            return;
        }
        try {
            t.created(fd, stream);
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /**
     * The JDK made a socket or accepted one, or failed to.
     *
     * @param listener what it accepts from; null for a socket that it makes itself
     * @param failure null where it did not fail
     */
    @Hidden
    public static void opened(FileDescriptor listener, Throwable failure) {
        Tracer t = tracer;
        if (t == null || failure == null) {
            return;
        }
        try {
            t.notOpened(listener, failure);
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** The JDK set a socket option. */
    public static void optionSet(FileDescriptor fd, SocketOption<?> option) {
        Tracer t = tracer;
        if (t == null) {
            return;
        }
        try {
            t.optionSet(fd, option);
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** The JDK read a socket's local address, so that the tracer need not ask the kernel again. */
    public static void localAddressRead(FileDescriptor fd, InetSocketAddress local) {
        Tracer t = tracer;
        if (t == null) {
            return;
        }
        try {
            t.localAddressRead(fd, local);
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /**
     * A socket of the JDK is to connect there: itself, or through a SOCKS proxy if the connect call that follows leads
     * elsewhere. Returns what {@link #socksConnected} takes.
     */
    public static Object socksConnecting(SocketImpl socket, SocketAddress target) {
        Tracer t = tracer;
        if (t == null) {
            return null;
        }
        try {
            return t.socksConnecting(socket, target);
        } catch (Throwable e) {
            suppress(t, e);
            return null;
        }
    }

    /** It has connected, or failed. */
    public static void socksConnected(Object asked, Throwable failure) {
        Tracer t = tracer;
        if (t == null || asked == null) {
            return;
        }
        try {
            t.socksConnected(asked, failure);
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** A connect call begins. Returns the attempt for {@link #connected}. */
    @Hidden
    public static Object connecting(String api, FileDescriptor fd, SocketAddress remote) {
        Tracer t = tracer;
        if (t == null) {
            return null;
        }
        try {
            return t.connecting(api, fd, remote);
        } catch (Throwable e) {
            suppress(t, e);
            return null;
        }
    }

    /** A pending connect may now end. Returns its attempt, null when none is pending. */
    @Hidden
    public static Object finishing(FileDescriptor fd) {
        Tracer t = tracer;
        if (t == null) {
            return null;
        }
        try {
            return t.finishing(fd);
        } catch (Throwable e) {
            suppress(t, e);
            return null;
        }
    }

    /** The call returned: established, failed, or (neither) still pending. */
    @Hidden
    public static void connected(Object attempt, boolean established, Throwable failure) {
        Tracer t = tracer;
        if (t == null || attempt == null) {
            return;
        }
        try {
            Event event = t.connected(attempt, established, failure);
            if (event != null) {
                event.commit();
            }
            event = t.callSite(attempt);
            if (event != null) {
                event.commit();
            }
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** The JDK makes the exception for a failure of a socket on this thread. */
    public static void failing(Throwable failure) {
        Tracer t = tracer;
        if (t == null) {
            return;
        }
        try {
            t.failing(failure);
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** {@code listener} accepted {@code socket}: a FileDescriptor with its remote address, or a SocketImpl. */
    @Hidden
    public static void accepted(String api, FileDescriptor listener, Object socket, SocketAddress remote) {
        Tracer t = tracer;
        if (t == null) {
            return;
        }
        try {
            Event event = t.accepted(api, listener, socket, remote);
            if (event != null) {
                event.commit();
            }
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** A bind begins. Returns the token for {@link #bound}. */
    @Hidden
    public static Object binding(FileDescriptor fd, boolean listening) {
        Tracer t = tracer;
        if (t == null) {
            return null;
        }
        try {
            return t.binding(fd, listening);
        } catch (Throwable e) {
            suppress(t, e);
            return null;
        }
    }

    /** A bind to {@code address} (InetAddress or SocketAddress) and port ended. */
    @Hidden
    public static void bound(Object bind, Object address, int port, Throwable failure) {
        Tracer t = tracer;
        if (t == null || bind == null) {
            return;
        }
        try {
            Event event = t.bound(bind, address, port, failure);
            if (event != null) {
                event.commit();
            }
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** shutdownOutput begins. Returns the token for {@link #halfClosed}. */
    @Hidden
    public static Object halfClosing(FileDescriptor fd) {
        Tracer t = tracer;
        if (t == null) {
            return null;
        }
        try {
            return t.halfClosing(fd);
        } catch (Throwable e) {
            suppress(t, e);
            return null;
        }
    }

    /** shutdownOutput ended. */
    @Hidden
    public static void halfClosed(Object halfClose, Throwable failure) {
        Tracer t = tracer;
        if (t == null || halfClose == null) {
            return;
        }
        try {
            Event event = t.halfClosed(halfClose, failure);
            if (event != null) {
                event.commit();
            }
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** shutdownInput was called. */
    public static void inputShutDown(FileDescriptor fd) {
        Tracer t = tracer;
        if (t == null) {
            return;
        }
        try {
            t.inputShutDown(fd);
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** The application closes. {@code resetSeen}: the JDK met ECONNRESET here before. */
    @Hidden
    public static Object closing(String api, FileDescriptor fd, boolean resetSeen) {
        Tracer t = tracer;
        if (t == null) {
            return null;
        }
        try {
            return t.closing(api, fd, resetSeen);
        } catch (Throwable e) {
            suppress(t, e);
            return null;
        }
    }

    /** The close that {@link #closing} or {@link #releasing} announced is done. */
    @Hidden
    public static void closed(Object close) {
        Tracer t = tracer;
        if (t == null || close == null) {
            return;
        }
        try {
            try {
                Event event = t.connectClosed(close);
                if (event != null) {
                    event.commit();
                }
            } catch (Throwable e) {
                suppress(t, e);
            }
            try {
                Event event = t.closed(close);
                if (event != null) {
                    event.commit();
                }
                event = t.callSite(close);
                if (event != null) {
                    event.commit();
                }
            } catch (Throwable e) {
                suppress(t, e);
            }
        } finally {
            // whatever came of the events: a recording that ends waits for this
            try {
                t.closeEnded(close);
            } catch (Throwable e) {
                suppress(t, e);
            }
        }
    }

    /** The JDK releases the descriptor. Returns the token for {@link #closed}, also when its close is reported already. */
    @Hidden
    public static Object releasing(FileDescriptor fd) {
        Tracer t = tracer;
        if (t == null) {
            return null;
        }
        try {
            return t.releasing(fd);
        } catch (Throwable e) {
            suppress(t, e);
            return null;
        }
    }

    /** The JVM ends and JFR is about to end its recordings: the last moment to report what is still open. */
    @Hidden
    public static void exiting() {
        Tracer t = tracer;
        if (t == null) {
            return;
        }
        try {
            for (Event event = t.exiting(); event != null; event = t.exiting()) {
                event.commit();
            }
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** This thread is about to wait for a reference that the collector has enqueued. */
    public static void awaitingReference() {
        Tracer t = tracer;
        if (t == null) {
            return;
        }
        try {
            t.awaitingReference();
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** This thread waited for a reference and got this one; null when it got none. */
    public static void referenceTaken(Object reference) {
        Tracer t = tracer;
        if (t == null || reference == null) {
            return;
        }
        try {
            t.referenceTaken();
        } catch (Throwable e) {
            suppress(t, e);
        }
    }

    /** Null while nothing is traced. */
    static Tracer tracer() {
        return tracer;
    }

    /** Null while nothing is traced. */
    static HttpTracer http() {
        Tracer t = tracer;
        return t == null ? null : t.http();
    }

    static void suppressed(Throwable e) {
        Tracer t = tracer;
        if (t != null) {
            suppress(t, e);
        }
    }

    private static void suppress(Tracer t, Throwable e) {
        try {
            t.suppressed(e);
        } catch (Throwable again) {
            // nobody is left to report it to, and the application must go on
        }
    }
}
