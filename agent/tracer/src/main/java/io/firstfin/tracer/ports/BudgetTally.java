package io.firstfin.tracer.ports;

import io.firstfin.kernel.EndpointBits;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.Ages;
import io.firstfin.kernel.ports.EphemeralPorts;
import io.firstfin.tracer.sink.PortUse;
import java.net.InetAddress;
import java.util.BitSet;

/** The rows of the kernel's table in one budget, counted as they arrive: none is kept. */
final class BudgetTally {

    final BudgetKey key;
    private final Ages ages = new Ages();
    private final OwnerTally holders = new OwnerTally();

    /** The ports in use: for {@link BudgetKey.Side#BIND} alone, where several rows may have one. */
    private final BitSet ports;

    /** The addresses of the key; those of a key without addresses are never compared. */
    private final long localHigh;

    private final long localLow;
    private final long remoteHigh;
    private final long remoteLow;

    private long holdMillis = -1;
    private int established;
    private int timeWait;
    private int otherStates;
    private int timeWaitOurs;
    private int reusable;
    private int ours;
    private int others;
    private int undecided;
    private int boundFirst;
    private int queued;

    BudgetTally(BudgetKey key) {
        this.key = key;
        this.ports = key.side() == BudgetKey.Side.BIND ? new BitSet() : null;
        this.localHigh = high(key.local());
        this.localLow = low(key.local());
        this.remoteHigh = high(key.remote());
        this.remoteLow = low(key.remote());
    }

    /** Whether this is the budget of the row on that side, CLIENT or SERVER. */
    boolean isOf(BudgetKey.Side side, SocketCursor row) {
        boolean client = side == BudgetKey.Side.CLIENT;
        return key.side() == side
                && (client ? key.remotePort() == row.remotePort() : key.localPort() == row.localPort())
                && remoteLow == row.remoteLow()
                && remoteHigh == row.remoteHigh()
                && key.remote() != null
                && key.local() != null
                && hasLocal(row);
    }

    /** Whether the row takes a port of this budget, which is of binds. */
    boolean isPoolOf(SocketCursor row) {
        return key.local() == null || hasLocal(row);
    }

    private boolean hasLocal(SocketCursor row) {
        return localLow == row.localLow() && localHigh == row.localHigh();
    }

    /** Equal for equal keys. */
    static long hash(BudgetKey key) {
        return EndpointBits.hash(
                high(key.local()),
                low(key.local()),
                key.localPort(),
                high(key.remote()),
                low(key.remote()),
                key.remotePort());
    }

    /** The same for the budget of a row on that side. */
    static long hash(BudgetKey.Side side, SocketCursor row) {
        boolean client = side == BudgetKey.Side.CLIENT;
        return EndpointBits.hash(
                row.localHigh(),
                row.localLow(),
                client ? 0 : row.localPort(),
                row.remoteHigh(),
                row.remoteLow(),
                client ? row.remotePort() : 0);
    }

    private static long high(InetAddress address) {
        return address == null ? 0 : EndpointBits.high(address);
    }

    private static long low(InetAddress address) {
        return address == null ? 0 : EndpointBits.low(address);
    }

    /** As {@link BudgetKey#holdMillis}. */
    long holdMillis(EphemeralPorts of) {
        if (holdMillis < 0) {
            holdMillis = key.holdMillis(of);
        }
        return holdMillis;
    }

    /**
     * @param ageMillis since its TIME_WAIT, or its wait for the peer's FIN after our close, began; -1
     *     for a row that has no such end
     */
    void add(SocketCursor row, long ageMillis, boolean portReusable) {
        if (row.state() == TcpState.ESTABLISHED) {
            established++;
        } else if (row.state() == TcpState.TIME_WAIT) {
            timeWait++;
            reusable += portReusable ? 1 : 0;
        } else {
            otherStates++;
        }
        if (ageMillis >= 0) {
            ages.add(ageMillis);
        }
        take(row.localPort());
    }

    /** That port is not free. */
    void take(int port) {
        if (ports != null) {
            ports.set(port);
        }
    }

    /** A row added is this JVM's. */
    void addOurs(TcpState state, Owner owner, int weight) {
        ours++;
        timeWaitOurs += state == TcpState.TIME_WAIT ? 1 : 0;
        holders.add(state, owner, weight);
    }

    /** A row added is in the accept queue of a port that we listen on. */
    void addQueued(SocketCursor row) {
        ours++;
        queued++;
        holders.addQueued(row.state(), row.localPort());
    }

    /** Rows that nobody has accepted yet. */
    int queued() {
        return queued;
    }

    /**
     * The port of a row added was taken by a bind: no connect takes it over.
     *
     * @param portReusable as the row was added with
     */
    void addBound(boolean portReusable) {
        boundFirst++;
        reusable -= portReusable ? 1 : 0;
    }

    /** A row added is another process's. */
    void addOthers() {
        others++;
    }

    /** A row added may be this JVM's or not. */
    void addUndecided() {
        undecided++;
    }

    int rows() {
        return established + timeWait + otherStates;
    }

    /** Rows that end by themselves are not counted. */
    int lasting() {
        int ending = 0;
        for (int second = 0; second < Ages.TIME_WAIT_SECONDS; second++) {
            ending += ages.at(second);
        }
        return rows() - ending;
    }

    /** Whether a row may be this JVM's. */
    boolean concernsUs() {
        return ours + undecided > 0;
    }

    /** The counts as they are reported; others are -1 when some rows may be either's. */
    PortUse use(int capacity, int free) {
        String owners = rows() == 0 ? null : holders.text(rows(), others, undecided);
        int otherProcesses = undecided > 0 ? -1 : others;
        return new PortUse(
                capacity, established, timeWait, otherStates, timeWaitOurs, reusable, otherProcesses, free, owners);
    }

    /** Ports held, less those that a connect may take over. */
    int held() {
        return ports == null ? rows() - reusable : ports.cardinality();
    }

    /** Ports that a bind has taken for all destinations. */
    int boundFirst() {
        return boundFirst;
    }

    /** Whether binds have taken most of its ports, so that tcp_tw_reuse does not give them back. */
    boolean isMostlyBound() {
        return boundFirst * 2 > rows();
    }

    Ages ages() {
        return ages;
    }

    /** The line of code that holds most; null when none is known. */
    String guilty() {
        return holders.guilty();
    }
}
