package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoParser;
import io.firstfin.tracer.http.CloseReason;
import io.firstfin.tracer.http.HttpUsage;
import io.firstfin.tracer.jdk.JdkSockets;
import java.io.FileDescriptor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A TCP socket of this JVM from its bind, connect or accept to its close.
 *
 * <p>Fields are written by the thread that performs the act they tell of. What another thread may
 * race for, the phase, moves by compare-and-set, so that every act is told once.
 */
public final class Connection {

    /** Where it stands, as the JDK's calls tell. */
    public enum Phase {
        /** Made, perhaps bound: no connection yet. */
        UNCONNECTED,
        LISTENING,
        CONNECTING,
        OPEN,
        CLOSING,
        /** Closed, told, and handed to the settler. */
        CLOSED,
        /** Its connect failed: it never was a connection. */
        FAILED
    }

    /** {@link #cookie} of a socket that was not asked for it. */
    public static final long NO_COOKIE = -1;

    private static final VarHandle PHASE;
    private static final VarHandle CONNECTOR;
    private static final VarHandle ENDPOINTS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PHASE = lookup.findVarHandle(Connection.class, "phase", Phase.class);
            CONNECTOR = lookup.findVarHandle(Connection.class, "connector", Thread.class);
            ENDPOINTS = lookup.findVarHandle(Connection.class, "endpoints", Endpoints.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final long id;

    /** Identity of the socket; null while one adopted from the kernel's table is not seen in a call. */
    FileDescriptor descriptor;

    final int number;
    final Role role;
    String api;
    private volatile Phase phase;

    /** {@code System.nanoTime()} when it was established; 0 when that was before the agent. */
    long openedNanos;

    /** Null while not known: nobody records, or its connect is under way. */
    private volatile Endpoints endpoints;

    /** The peer as the JDK knows it: the kernel forgets it with a reset. Null when not known. */
    InetSocketAddress peer;

    /** What its listening socket, or itself where it listens, knows of accepts; else null. */
    AcceptHistory acceptance;

    private String name;
    private String localText;
    private String remoteText;
    boolean bound;

    /** The local end it was bound to before it connected; null when not bound, or not known. */
    InetSocketAddress boundTo;

    /** The event of the connect under way; null when none is wanted. */
    ConnectEvent attempt;

    /** The thread inside a call that may end the connect; null when none is. */
    private volatile Thread connector;

    /** Another thread closed it meanwhile. */
    volatile boolean closedWhileConnecting;

    /** The kernel had connected it when it was closed, and the application never learned of that. */
    volatile boolean abandoned;

    /** The same, for good: when it was established is not known then. */
    volatile boolean everAbandoned;

    /** The JDK itself closed it inside the call, because the connect failed. */
    boolean failedInCall;

    /** What the JDK is about to report for it, where the call that fails does not throw. */
    Throwable failure;

    /** Our own shutdownInput makes the socket look to poll as if the peer had closed. */
    volatile boolean inputShutDown;

    volatile TcpState beforeHalfClose;

    /** Its output may have been shut down while nobody looked: a FIN of ours that nobody saw. */
    volatile boolean shutUnseen;

    /** {@code System.nanoTime()} at the end of our shutdownOutput. */
    volatile long halfClosedNanos;

    TcpState afterHalfClose;

    /** What was wanted when its close began: a recording that ends meanwhile takes nothing back. */
    RecordingSwitch.Level lookedAt = RecordingSwitch.Level.OFF;

    /** Its Close is made and not committed yet. */
    boolean telling;

    /** The line of code that opened it; null when it was not asked for. */
    volatile String openedBy;

    /** The line of code that closed it; null when it was not asked for. */
    volatile String closedBy;

    /** How many closes {@link #closedBy} stands for. */
    volatile int closedByWeight;

    /** How many acts like its last one the sampled call site stands for; 0 when not picked. */
    int sampled;

    /** What was seen at close. */
    TcpState atClose;

    /** What was seen on the descriptor after that: see {@link #sawAfterClosing}. */
    volatile TcpState atRelease;

    /** The kernel's own number of the socket, asked only where its close may be a reset; -1 else. */
    long cookie = NO_COOKIE;

    /** {@code System.nanoTime()} when its close began. */
    long closingNanos;

    /** The thread inside its close; null before and after. */
    Thread closer;

    /** See {@link CloseFacts#nothingSent}. */
    volatile boolean nothingSent;

    volatile boolean finAlone;

    /** See {@link #isEndingAloneOpen}. */
    private boolean endingAloneOpen;

    volatile boolean released;

    /** {@code System.nanoTime()} from when on its descriptor is known to be held after its close. */
    private long heldSinceNanos;

    volatile boolean shown;
    int unreadBytes = -1;
    int soLinger = -1;
    boolean reuseAddress;

    /** Whether the two options above hold; setting one of them ends that. */
    volatile boolean optionsKnown;

    boolean resetSeen;

    /** What of the collector's closed it, in words; null when code that was not finished with it did. */
    String collectedBy;

    /** The collector's shutdownOutput sent our FIN ahead of its close. */
    boolean collectorHalfCloses;

    int unanswered;
    TcpInfo info;
    long closedNanos;
    Verdict verdict;
    CloseReason because;

    /** What explains that our FIN was sent ahead of the close; null for nothing. */
    CloseReason halfClosedBecause;

    /** What explains the close, as far as its thread or a note says; null for nothing. */
    CloseReason decided;

    /** Null while no HTTP client or server was seen to use it. */
    private volatile HttpUsage http;

    /** What an HTTP library decided about it before the close; null for nothing. */
    volatile CloseReason noted;

    Connection(long id, FileDescriptor descriptor, int number, String api, Role role, Phase phase) {
        this.id = id;
        this.descriptor = descriptor;
        this.number = number;
        this.api = api;
        this.role = role;
        this.phase = phase;
    }

    /** The name its events carry. */
    public String name() {
        if (name == null) {
            name = "c-" + id;
        }
        return name;
    }

    void locate(Endpoints ends) {
        write(ends);
        endpoints = ends;
    }

    /** The same, unless another thread knew them first. Only for what is, or was, established. */
    void locateIfUnknown(Endpoints ends) {
        if (ends != null && endpoints == null) {
            write(ends);
            ENDPOINTS.compareAndSet(this, null, ends);
        }
    }

    /** Before the ends are seen: who sees them finds the texts. */
    private void write(Endpoints ends) {
        localText = ends == null ? null : text(ends.local());
        remoteText = ends == null ? null : text(ends.remote());
    }

    /** What its listening socket, or itself where it listens, knows of accepts; else null. */
    public AcceptHistory acceptance() {
        return acceptance;
    }

    /** {@code System.nanoTime()} when it was established; 0 when that was before the agent. */
    public long openedNanos() {
        return openedNanos;
    }

    /** The JDK class that holds it. */
    public String api() {
        return api;
    }

    /** The side it was opened from. */
    public Role role() {
        return role;
    }

    /** The number of its descriptor. */
    public int number() {
        return number;
    }

    /** Neither closed nor failed: so far nothing of ours has ended it. */
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Its socket accepts connections. */
    public boolean isListening() {
        return phase == Phase.LISTENING;
    }

    /** The JVM ends with it open, which is reported already: the kernel is going to close it. */
    boolean isLeftToTheExit() {
        Verdict ending = verdict;
        return phase == Phase.CLOSING && ending != null && ending.trigger() == Trigger.EXIT;
    }

    /** Our FIN is on its way, or was sent, while the descriptor is still held. */
    public boolean isFinishing() {
        return phase == Phase.CLOSING || phase == Phase.OPEN && beforeHalfClose != null;
    }

    /** What the kernel shows of it now, while its descriptor is held; null when it is not any more. */
    public TcpState stateNow() {
        try {
            return TcpInfoParser.state(JdkSockets.tcpInfoHead(descriptor));
        } catch (Throwable released) {
            return null;
        }
    }

    /**
     * For how long its descriptor has been held after its close; -1 where it is not. Where nobody recorded
     * the close, since this was first asked; by one thread at a time.
     *
     * @param now {@code System.nanoTime()}
     */
    public long heldAfterCloseNanos(long now) {
        if (released || !isClosedAndHeld()) {
            return -1;
        }
        if (heldSinceNanos == 0) {
            heldSinceNanos = closedNanos == 0 ? now : closedNanos;
        }
        return now - heldSinceNanos;
    }

    /** A close that was wanted and is not shown yet is still under way, perhaps for SO_LINGER. */
    private boolean isClosedAndHeld() {
        Phase now = phase;
        return now == Phase.FAILED && closedWhileConnecting
                || now == Phase.CLOSING && (shown || lookedAt == RecordingSwitch.Level.OFF);
    }

    /** {@code System.nanoTime()} at our shutdownOutput; 0 without one. */
    public long halfClosedNanos() {
        return halfClosedNanos;
    }

    /** Whether it was bound to a port before it connected. */
    public boolean boundFirst() {
        return bound;
    }

    /** {@code class.method:line} that opened it; null when not known. */
    public String openedBy() {
        return openedBy;
    }

    /**
     * The same; for a connection that was accepted, and whose stack was not taken, where the socket
     * that it came by last accepted.
     */
    public String opener() {
        String known = openedBy;
        AcceptHistory accepts = acceptance;
        return known != null || accepts == null ? known : accepts.acceptedBy();
    }

    /** {@code class.method:line} that closed it; null when not known. */
    public String closedBy() {
        return closedBy;
    }

    /** How many closes {@link #closedBy} stands for. */
    public int closedByWeight() {
        return closedByWeight;
    }

    /** Why it was closed, as far as proven; null before its close. */
    public String reason() {
        CloseReason why = because;
        return why == null ? null : why.reason().name();
    }

    /** Name and version of the HTTP client that used it; null when none is known. */
    public String httpClient() {
        HttpUsage use = http;
        return use == null ? null : use.client();
    }

    /** Name and version of the HTTP server that accepted it; null when none is known. */
    public String httpServer() {
        HttpUsage use = http;
        return use == null ? null : use.server();
    }

    String localText() {
        return localText;
    }

    String remoteText() {
        return remoteText;
    }

    private static String text(InetAddress address) {
        return address == null ? null : address.getHostAddress();
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** What ended our side. A finalizer's close may begin by a half-close: that is the collector, too. */
    Trigger trigger() {
        return collectorHalfCloses ? Trigger.CLEANER : verdict.trigger();
    }

    public Verdict verdict() {
        return verdict;
    }

    /** {@code System.nanoTime()} at the end of close. */
    public long closedNanos() {
        return closedNanos;
    }

    /** It was established in the kernel and closed before the application learned of it. */
    public boolean isAbandoned() {
        return everAbandoned;
    }

    /** The kernel's own number of its socket; {@link #NO_COOKIE} where it was not asked for. */
    public long cookie() {
        return cookie;
    }

    /** {@code System.nanoTime()} at the begin of close. */
    public long closingNanos() {
        return closingNanos;
    }

    /** {@code tcp_info} at the entry of close; null where it was not asked for. */
    public TcpInfo infoAtClose() {
        return info;
    }

    /**
     * The peer was first for certain, and after our FIN a reset may have come: all that last counts may
     * still change.
     */
    public boolean isEndingAloneOpen() {
        return endingAloneOpen;
    }

    void leaveEndingAloneOpen() {
        endingAloneOpen = true;
    }

    /**
     * Takes down a state seen on the descriptor after the entry of close: the first that shows who was
     * first, or, where that was known before, the last one, which shows how it ended.
     */
    void sawAfterClosing(TcpState state) {
        boolean sideOpen = atClose == TcpState.ESTABLISHED && beforeHalfClose == null;
        if (!sideOpen || atRelease == null || atRelease == TcpState.ESTABLISHED) {
            atRelease = state;
        }
    }

    Phase phase() {
        return phase;
    }

    boolean move(Phase from, Phase to) {
        return PHASE.compareAndSet(this, from, to);
    }

    /** This thread goes into a call that may end the connect: from now on it tells of its end. */
    void enterConnect() {
        connector = Thread.currentThread();
    }

    /** False when a pool's thread took the connect over before the call that began it returned. */
    boolean leaveConnect() {
        return CONNECTOR.compareAndSet(this, Thread.currentThread(), null);
    }

    HttpUsage http() {
        return http;
    }

    /** An HTTP client or server uses it: the same one for its whole life. */
    HttpUsage http(String program, boolean server) {
        HttpUsage use = http;
        if (use == null) {
            use = new HttpUsage(program, server);
            http = use;
        }
        return use;
    }

    Thread connector() {
        return connector;
    }

    /** What was seen of its end so far; more may follow until the descriptor is released. */
    public CloseFacts facts() {
        return new CloseFacts(
                beforeHalfClose,
                afterHalfClose,
                atClose,
                atRelease,
                nothingSent,
                finAlone,
                released,
                unreadBytes,
                soLinger,
                resetSeen,
                unanswered,
                shutUnseen,
                collectedBy != null);
    }
}
