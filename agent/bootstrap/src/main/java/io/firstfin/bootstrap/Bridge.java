package io.firstfin.bootstrap;

import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import jdk.internal.vm.annotation.Hidden;
import jdk.jfr.Event;

/**
 * What woven code calls: the one road from the JDK's socket classes to the {@link Tracer}.
 *
 * <p>Every method asks whether there is a tracer, hands on what it was given, commits the events it
 * gets back, and lets nothing out: an error of ours is counted by the tracer and goes no further.
 * Events are committed here, not in the tracer, because JFR takes the stack at commit: so a stack
 * starts at the woven JDK method, with one frame of ours (and that hidden from {@code jfr
 * print}); so no method here may hand the commit to another.
 */
public final class Bridge {

    /** The road itself: null closes it. */
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
     * Raised when what woven code and tracer say to each other changes: a tracer meets the bridge
     * that the first attach of this JVM defined, perhaps by an older version of FirstFin. A method,
     * since the compiler would copy a constant into its user.
     */
    public static int protocol() {
        return 4;
    }

    /** Opens the road to {@code next}, or closes it with null. */
    public static void lead(Tracer next) {
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

    /** The JDK asked for a socket's own address: we need not ask again. */
    public static void located(FileDescriptor fd, InetSocketAddress local) {
        Tracer t = tracer;
        if (t == null) {
            return;
        }
        try {
            t.located(fd, local);
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

    /** The JDK words a socket's failure that this thread met. */
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

    /** {@code listener} accepted: a FileDescriptor with its remote address, or a SocketImpl. */
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

    /** The JDK lets go of the descriptor. Null when its close is told already. */
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

    /** The JVM ends, and JFR is about to end its recordings: what is open is told now or never. */
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

    /** This thread waited for a reference and got one; null when it did not. */
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

    /** Null when the road is closed. */
    static Tracer tracer() {
        return tracer;
    }

    /** Null when the road is closed. */
    static HttpTracer http() {
        Tracer t = tracer;
        return t == null ? null : t.http();
    }

    /** Null when the road is closed. */
    static ReasonTracer reasons() {
        Tracer t = tracer;
        return t == null ? null : t.reasons();
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
            // nobody is left to tell, and the application must go on
        }
    }
}
