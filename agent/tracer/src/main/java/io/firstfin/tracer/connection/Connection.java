package io.firstfin.tracer.connection;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfoParser;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.reason.HttpUsage;
import io.firstfin.tracer.verdict.CloseFacts;
import io.firstfin.verdict.Role;
import java.io.FileDescriptor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;

/**
 * A TCP socket of this JVM, from its bind, connect or accept to the release of its descriptor.
 *
 * <p>This class holds its identity and how it was opened. The other parts come with the acts of its life: the
 * {@link ConnectAttempt}, the {@link HalfClose}, the {@link Closing} and, where HTTP uses it, the {@link
 * HttpState}. The thread that performs an act writes its part. What threads race for, the phase, moves by
 * compare-and-set, so that every act is reported once.
 */
public final class Connection {

    /** Where the connection is in its life, by the calls of the JDK. */
    public enum Phase {
        /** Made, perhaps bound: no connection yet. */
        UNCONNECTED,
        LISTENING,
        CONNECTING,
        OPEN,
        CLOSING,
        /** Closed, reported, and handed to the settler. */
        CLOSED,
        /** Its connect failed: it never was a connection. */
        FAILED
    }

    private static final VarHandle PHASE;
    private static final VarHandle ENDPOINTS;
    private static final VarHandle HTTP;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PHASE = lookup.findVarHandle(Connection.class, "phase", Phase.class);
            ENDPOINTS = lookup.findVarHandle(Connection.class, "endpoints", Endpoints.class);
            HTTP = lookup.findVarHandle(Connection.class, "http", HttpState.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long id;
    private final int number;
    private final Role role;
    private volatile Phase phase;
    private String api;
    private FileDescriptor descriptor;
    private String name;

    private volatile Endpoints endpoints;
    private InetSocketAddress peer;
    private long openedNanos;
    private AcceptHistory acceptHistory;
    private boolean boundFirst;
    private InetSocketAddress boundTo;
    private volatile ConnectAttempt attempt;
    private volatile String openedBy;
    private SampledSite unreportedSite;
    private volatile AskedFor openAskedFor;
    private volatile AskedFor closeAskedFor;
    private SocketOptions options = SocketOptions.DEFAULTS;
    private volatile boolean optionsKnown;
    private volatile String lingerSetBy;

    private volatile SocksRequest socksRequest;
    private volatile HttpState http;
    private volatile boolean inputShutDown;
    private volatile boolean unseenShutdown;
    private volatile HalfClose halfClose;
    private volatile Closing closing;
    private volatile boolean releasing;
    private volatile boolean released;
    private boolean closedByRelease;
    private long heldSinceNanos;

    public Connection(long id, FileDescriptor descriptor, int number, String api, Role role, Phase phase) {
        this.id = id;
        this.descriptor = descriptor;
        this.number = number;
        this.api = api;
        this.role = role;
        this.phase = phase;
    }

    /** The name that its events carry. Not kept while it is open: there may be many, and few events of each. */
    public String name() {
        String made = name == null ? "c-" + id : name;
        if (closing != null) {
            name = made;
        }
        return made;
    }

    /** The number of its descriptor. */
    public int number() {
        return number;
    }

    /** The side it was opened from. */
    public Role role() {
        return role;
    }

    /** The JDK class that holds it; null when it was not seen in a call yet. */
    public String api() {
        return api;
    }

    public void api(String caller) {
        api = caller;
    }

    /** Null while a connection that was adopted from the kernel's table was not seen in a call. */
    public FileDescriptor descriptor() {
        return descriptor;
    }

    /** Takes the descriptor for the identity of the socket if none is known yet; returns the known one. */
    public FileDescriptor identify(FileDescriptor seen) {
        if (descriptor == null) {
            descriptor = seen;
        }
        return descriptor;
    }

    public Phase phase() {
        return phase;
    }

    /** Moves on to the next phase; false when another thread was faster. */
    public boolean move(Phase from, Phase to) {
        return PHASE.compareAndSet(this, from, to);
    }

    /** Neither closed nor failed: so far no act of ours has ended it. */
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Its socket accepts connections. */
    public boolean isListening() {
        return phase == Phase.LISTENING;
    }

    /** Our FIN is on its way, or was sent, while the descriptor is still held. */
    public boolean isFinishing() {
        return phase == Phase.CLOSING || phase == Phase.OPEN && halfClose != null;
    }

    /** Both ends; null while not known: nothing records, or its connect is under way. */
    public Endpoints endpoints() {
        return endpoints;
    }

    public void locate(Endpoints ends) {
        endpoints = ends;
    }

    /** The same, unless another thread knew them first. Only for what is, or was, established. */
    public void locateIfUnknown(Endpoints ends) {
        if (ends != null && endpoints == null) {
            ENDPOINTS.compareAndSet(this, null, ends);
        }
    }

    /** The local address of {@link #endpoints} as text. */
    public String localText() {
        Endpoints ends = endpoints;
        return ends == null ? null : KnownAddresses.text(ends.local());
    }

    /** The remote address of {@link #endpoints} as text. */
    public String remoteText() {
        Endpoints ends = endpoints;
        return ends == null ? null : KnownAddresses.text(ends.remote());
    }

    /** The peer as the JDK knows it: the kernel forgets it with a reset. Null when not known, or in {@link #endpoints}. */
    public InetSocketAddress peer() {
        return peer;
    }

    public void peer(InetSocketAddress known) {
        peer = known;
    }

    /** {@code System.nanoTime()} when it was established; 0 when that was before the agent. */
    public long openedNanos() {
        return openedNanos;
    }

    public void opened(long nanos) {
        openedNanos = nanos;
    }

    /** The accepts of its listening socket, or its own where it listens; null for a client. */
    public AcceptHistory acceptHistory() {
        return acceptHistory;
    }

    public void acceptHistory(AcceptHistory history) {
        acceptHistory = history;
    }

    /** Whether it was bound to a port before it connected. */
    public boolean boundFirst() {
        return boundFirst;
    }

    public void boundFirst(boolean bound) {
        boundFirst = bound;
    }

    /** The local end it was bound to before it connected; null when not bound, or not known. */
    public InetSocketAddress boundTo() {
        return boundTo;
    }

    public void boundTo(InetSocketAddress local) {
        boundTo = local;
    }

    /**
     * It is established, and its connect was reported if that was wanted: drops what was kept for the report. The peer is
     * in {@link #endpoints}, where these are known.
     */
    public void connectReported() {
        openAskedFor = null;
        attempt.reported();
        if (endpoints != null) {
            peer = null;
        }
    }

    /** Its connect, under way or over; null when no connect call was seen. */
    public ConnectAttempt attempt() {
        return attempt;
    }

    /** A connect call begins. */
    public void connecting(String caller, InetSocketAddress remote, ConnectAttempt begun) {
        api = caller;
        peer = remote;
        if (socksRequest != null) {
            socksRequest.connectsTo(remote);
        }
        locate(new Endpoints(null, 0, remote.getAddress(), remote.getPort()));
        attempt = begun;
    }

    /** The kernel had established it, and it was closed before the application learned of that. */
    public boolean isAbandoned() {
        ConnectAttempt connect = attempt;
        return connect != null && connect.wasAbandoned();
    }

    /** {@code class.method:line} that opened it; null when its stack was not taken. */
    public String openedBy() {
        return openedBy;
    }

    /**
     * The same; for an accepted connection whose stack was not taken, where its listening socket last accepted.
     */
    public String opener() {
        String known = openedBy;
        AcceptHistory accepts = acceptHistory;
        return known != null || accepts == null ? known : accepts.acceptedBy();
    }

    public void openedBy(String site) {
        openedBy = site;
    }

    /** The call site of its last act, to be reported once; null when its stack was not taken. */
    public SampledSite takeUnreportedSite() {
        SampledSite site = unreportedSite;
        unreportedSite = null;
        return site;
    }

    public void unreportedSite(SampledSite site) {
        unreportedSite = site;
    }

    /** Where our code asked for this connection; null when not known. */
    public AskedFor openAskedFor() {
        return openAskedFor;
    }

    public void openAskedFor(AskedFor asked) {
        openAskedFor = asked;
    }

    /** Where our code asked for its close; null when the closing thread was not asked by another one. */
    public AskedFor closeAskedFor() {
        return closeAskedFor;
    }

    public void closeAskedFor(AskedFor asked) {
        closeAskedFor = asked;
    }

    /** SO_LINGER and SO_REUSEADDR as last known. */
    public SocketOptions options() {
        return options;
    }

    /** Whether {@link #options} are the ones in force. */
    public boolean optionsKnown() {
        return optionsKnown;
    }

    public void options(SocketOptions inForce) {
        options = inForce;
        optionsKnown = true;
    }

    /** One of the options was set: they have to be read again. */
    public void optionsChanged() {
        optionsKnown = false;
    }

    /** Who set SO_LINGER to 0, as {@code class.method:line}; null when that was not seen. */
    public String lingerSetBy() {
        return lingerSetBy;
    }

    public void lingerSetBy(String site) {
        lingerSetBy = site;
    }

    /** Our own shutdownInput makes the socket look to poll as if the peer had closed. */
    public boolean isInputShutDown() {
        return inputShutDown;
    }

    public void inputShutDown() {
        inputShutDown = true;
    }

    /** Its output may have been shut down while nothing was recorded: a FIN of ours that nobody saw. */
    public boolean hasUnseenShutdown() {
        return unseenShutdown;
    }

    public void unseenShutdown() {
        unseenShutdown = true;
    }

    /** Our shutdownOutput; null without one. */
    public HalfClose halfClose() {
        return halfClose;
    }

    public void halfClose(HalfClose act) {
        halfClose = act;
    }

    /** Its close, under way or over; null before it, and for one that began while nothing was recorded. */
    public Closing closing() {
        return closing;
    }

    public void closing(Closing begun) {
        closing = begun;
    }

    /** Its descriptor goes or is gone; a channel in a Selector keeps it for a while after its close. */
    public boolean isReleasing() {
        return releasing;
    }

    public void releasing() {
        releasing = true;
    }

    /** No close announced the release of its descriptor; known to the thread that releases it. */
    public boolean isClosedByRelease() {
        return closedByRelease;
    }

    public void closedByRelease() {
        closedByRelease = true;
    }

    /**
     * This thread is inside the release, which a close announced: a token of the connection ends that, not the close.
     */
    public boolean isReleasedHere() {
        Closing ending = closing;
        return ending != null && ending.isReleasedHere();
    }

    /** Its descriptor is gone, so that the kernel shows what came of it. */
    public boolean isReleased() {
        return released;
    }

    public void released() {
        released = true;
    }

    /** What was seen of its end so far; more may follow until the descriptor is released. */
    public CloseFacts facts() {
        return closing.facts(releasing);
    }

    /** The JVM ends with it open, which is reported already: the kernel is going to close it. */
    public boolean isLeftToTheExit() {
        Closing ending = closing;
        return phase == Phase.CLOSING && ending != null && ending.isLeftToTheExit();
    }

    /** The state that the kernel shows now, while the descriptor is held; null when it is not any more. */
    public TcpState stateNow() {
        try {
            return TcpInfoParser.state(JdkSockets.tcpInfoHead(descriptor));
        } catch (Throwable gone) {
            return null;
        }
    }

    /** Bytes that were received and not read, while the descriptor is held; 0 when it is not any more. */
    public int unreadBytesNow() {
        try {
            return JdkSockets.unreadBytes(descriptor);
        } catch (Throwable gone) {
            return 0;
        }
    }

    /**
     * How long its descriptor has been held after its close; -1 where it is not. Where nobody recorded the close,
     * since this was first asked; by one thread at a time.
     *
     * @param now {@code System.nanoTime()}
     */
    public long heldAfterCloseNanos(long now) {
        if (released || !isClosedAndHeld()) {
            return -1;
        }
        if (heldSinceNanos == 0) {
            heldSinceNanos = closing == null || closing.endedNanos() == 0 ? now : closing.endedNanos();
        }
        return now - heldSinceNanos;
    }

    /** A close that was wanted and is not reported yet is still under way, perhaps for SO_LINGER. */
    private boolean isClosedAndHeld() {
        Phase now = phase;
        return now == Phase.FAILED && attempt != null && attempt.isCancelled()
                || now == Phase.CLOSING && (closing == null || closing.isReported());
    }

    /** Where its socket was asked to connect to, perhaps through a SOCKS proxy; null when that is not known. */
    public SocksRequest socksRequest() {
        return socksRequest;
    }

    public void socksRequest(SocksRequest asked) {
        socksRequest = asked;
    }

    /** Host and port that a proxy was asked to connect to; null where no proxy is known. */
    public String proxyTarget() {
        SocksRequest socks = socksRequest;
        String target = socks == null ? null : socks.proxyTarget();
        HttpUsage usage = httpUsage();
        return target != null || usage == null ? target : usage.tunnelTarget();
    }

    /** How HTTP uses it; null while no HTTP client or server was seen to. */
    public HttpState http() {
        return http;
    }

    /** The same, made where there is none. */
    public HttpState makeHttp() {
        HttpState state = http;
        if (state == null) {
            HTTP.compareAndSet(this, null, new HttpState());
            state = http;
        }
        return state;
    }

    /** The exchanges over it; null while none was seen. */
    public HttpUsage httpUsage() {
        HttpState state = http;
        return state == null ? null : state.usage();
    }

    /** Name and version of the HTTP client that used it; null when none is known. */
    public String httpClient() {
        HttpUsage usage = httpUsage();
        return usage == null ? null : usage.client();
    }

    /** Name and version of the HTTP server that accepted it; null when none is known. */
    public String httpServer() {
        HttpUsage usage = httpUsage();
        return usage == null ? null : usage.server();
    }
}
