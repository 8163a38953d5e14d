package io.firstfin.tracer.correlate;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Connection;

/** A closed connection that the kernel is still to be asked about. Belongs to the settler's thread. */
final class Pending {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** {@link SocketRow#cookie} of a source that knows none. */
    private static final long NOT_TOLD = -1;

    private final Connection connection;
    private long cookie = NOT_TOLD;
    private TcpState state;
    private int looks;
    private int postponed;
    private boolean reused;
    private Settlement lastWord;
    private KernelView lastView;
    private SocketTable.Source lastSource;

    Pending(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** Null when the close found no peer any more to ask for. */
    Endpoints endpoints() {
        Endpoints ends = connection.endpoints();
        return ends == null || ends.local() == null ? null : ends;
    }

    /** How often the kernel was asked before. */
    int looks() {
        return looks;
    }

    void looked() {
        looks++;
    }

    /** Keeps what the kernel showed, for the case that there is no time to ask again. */
    void remember(Settlement word, KernelView view, SocketTable.Source source) {
        lastWord = word;
        lastView = view;
        lastSource = source;
    }

    /** Null as long as nothing was remembered. */
    Settlement lastWord() {
        return lastWord;
    }

    KernelView lastView() {
        return lastView;
    }

    SocketTable.Source lastSource() {
        return lastSource;
    }

    /** Nobody wants the kernel's word just now. */
    void postpone() {
        postponed++;
    }

    /** How often its turn came. */
    int turns() {
        return looks + postponed;
    }

    long ageMillis() {
        return (System.nanoTime() - connection.closedNanos()) / NANOS_PER_MILLI;
    }

    /** A later connection took its ports. */
    void markReused() {
        reused = true;
    }

    boolean isReused() {
        return reused;
    }

    /**
     * False when {@code row} is another socket than the one shown before in this place, as far as is
     * told. A TIME_WAIT takes over the cookie of its socket, but the kernel makes cookies on demand:
     * when we asked for the socket's while the TIME_WAIT was being made, it has one of its own.
     */
    boolean isSameSocket(SocketRow row) {
        boolean successor = state != TcpState.TIME_WAIT && row.state() == TcpState.TIME_WAIT;
        if (cookie == NOT_TOLD || successor) {
            cookie = row.cookie();
            state = row.state();
        }
        return row.cookie() == cookie || row.cookie() == NOT_TOLD;
    }

    /**
     * Whether this one was there before {@code other}, which had the same ports. Their closes may be
     * announced in the wrong order, but one began after the other had ended.
     */
    boolean isEarlierThan(Pending other) {
        long begun = connection.openedNanos();
        long otherBegun = other.connection.openedNanos();
        return begun != 0 && otherBegun != 0
                ? begun - otherBegun < 0
                : connection.closedNanos() - other.connection.closedNanos() < 0;
    }
}
