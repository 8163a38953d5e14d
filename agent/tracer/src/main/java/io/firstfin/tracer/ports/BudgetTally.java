package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.Ages;
import io.firstfin.tracer.sink.PortUse;
import java.util.BitSet;

/** The rows of the kernel's table in one budget, counted as they arrive: none is kept. */
final class BudgetTally {

    final BudgetKey key;
    private final Ages ages = new Ages();
    private final OwnerTally holders = new OwnerTally();

    /** The ports in use: for {@link BudgetKey.Side#BIND} alone, where several rows may have one. */
    private final BitSet ports;

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
    }

    /**
     * @param ageMillis since its TIME_WAIT, or its wait for the peer's FIN after our close, began; -1
     *     for a row that has no such end
     */
    void add(SocketRow row, long ageMillis, boolean portReusable) {
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
        take(row.endpoints().localPort());
    }

    /** That port is not free. */
    void take(int port) {
        if (ports != null) {
            ports.set(port);
        }
    }

    /** A row added is this JVM's. */
    void addOurs(SocketRow row, Owner owner, int weight) {
        ours++;
        timeWaitOurs += row.state() == TcpState.TIME_WAIT ? 1 : 0;
        holders.add(row.state(), owner, weight);
    }

    /** A row added is in the accept queue of a port that we listen on. */
    void addQueued(SocketRow row) {
        ours++;
        queued++;
        holders.addQueued(row.state(), row.endpoints().localPort());
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
