package io.firstfin.tracer.settle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.SettledClose;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.tracer.verdict.VerdictRule;

/** A closed connection that the kernel is still to be asked about. Belongs to the settler's thread. */
final class UnsettledClose {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final long REPORTED_FROM_MILLIS = 1_000;
    private static final int REPORTED_AGAIN = 10;

    /** So much earlier than it shows may a timer of the kernel end. */
    private static final long TICKS_MILLIS = 20;

    private final Connection connection;
    private final Verdict atClose;
    private long cookie;
    private Verdict remembered;
    private long rememberedNanos;
    private boolean successorSeen;
    private int samples;
    private int postponed;
    private long reportedFrom = REPORTED_FROM_MILLIS;
    private boolean finWait2;
    private long finWait2Until;
    private boolean absent;
    private boolean endingAloneOpen;
    private boolean reused;
    private long reusedSince;
    private SettledClose lastAnswer;

    UnsettledClose(Connection connection) {
        this.connection = connection;
        this.cookie = connection.closing().cookie();
        this.atClose = VerdictRule.of(connection.facts());
        this.remembered = atClose;
        this.endingAloneOpen = connection.closing().isEndingAloneOpen();
    }

    Connection connection() {
        return connection;
    }

    /** Null when the close found no peer any more to ask for. */
    Endpoints endpoints() {
        Endpoints ends = connection.endpoints();
        return ends == null || ends.local() == null ? null : ends;
    }

    /** Our end as a sample showed it; null for none. */
    void saw(SocketRow shown) {
        absent = shown == null;
        if (!absent && shown.state() == TcpState.FIN_WAIT2) {
            finWait2 = true;
            finWait2Until = shown.expiresMillis() < 0 ? 0 : System.nanoTime() + shown.expiresMillis() * NANOS_PER_MILLI;
        }
    }

    /** The kernel gave it up in FIN_WAIT2, after tcp_fin_timeout: nothing that came from the peer ended it. */
    boolean isGivenUp() {
        return absent
                && sawFinWait2()
                && finWait2Until != 0
                && System.nanoTime() - finWait2Until >= -TICKS_MILLIS * NANOS_PER_MILLI;
    }

    /** The last look found nothing of ours. */
    boolean wasAbsent() {
        return absent;
    }

    /** Only last counts that speak against an orderly end would change the verdict of the close. */
    boolean isEndingAloneOpen() {
        return endingAloneOpen;
    }

    /** They do. */
    void doubtEnding() {
        endingAloneOpen = false;
    }

    /** How often the kernel was asked before. */
    int samples() {
        return samples;
    }

    void sampled() {
        samples++;
    }

    /** Keeps what the kernel showed, for the case that there is no time to ask again. */
    void keepAnswer(SettledClose answer) {
        lastAnswer = answer;
    }

    /** Null as long as the kernel was not asked. */
    SettledClose lastAnswer() {
        return lastAnswer;
    }

    /**
     * Whether it is to be reported though it is not settled: from a second on, and again when it is ten times as old,
     * for a busy server may have many whose clients do not close.
     */
    boolean isReportDue(long ageMillis) {
        if (ageMillis < reportedFrom) {
            return false;
        }
        reportedFrom = REPORTED_AGAIN * ageMillis;
        return true;
    }

    /** No sink wants its settlement just now. */
    void postpone() {
        postponed++;
    }

    /** How often its turn came. */
    int turns() {
        return samples + postponed;
    }

    long ageMillis() {
        return (System.nanoTime() - connection.closing().endedNanos()) / NANOS_PER_MILLI;
    }

    /**
     * A later connection took its ports.
     *
     * @param since {@code System.nanoTime()} when that one was opened; 0 when not known
     */
    void markReused(long since) {
        reused = true;
        reusedSince = since;
    }

    boolean isReused() {
        return reused;
    }

    /** {@link Connection#NO_COOKIE} as long as nothing showed it. */
    long cookie() {
        return cookie;
    }

    /**
     * The verdict with all that was proven since the close. What was seen on the ports after a later
     * connection took them is that one's.
     */
    Verdict verdict() {
        boolean mayBeAnothers = reused && (reusedSince == 0 || rememberedNanos - reusedSince >= 0);
        return mayBeAnothers ? atClose : remembered;
    }

    /** FIN_WAIT2 was seen: our FIN was acknowledged before a FIN of the peer came. */
    boolean sawFinWait2() {
        return finWait2 && !reused;
    }

    /** Keeps what a look proved: a state that is gone at the next look was there all the same. */
    void keepProof(Verdict proven) {
        if (proven.proven() && !reused) {
            remembered = proven;
            rememberedNanos = System.nanoTime();
        }
    }

    /**
     * False when {@code row} is another socket than the one shown before in this place, as far as is
     * told. The small successor that waits in TIME_WAIT, or in FIN_WAIT2 before it, takes over the cookie of
     * its socket, but the kernel makes cookies on demand: when we asked for the socket's while its successor
     * was being made, that has one of its own. The cookie of an open connection is none of a closed one.
     */
    boolean isSameSocket(SocketRow row) {
        boolean newSuccessor = row.isSuccessor() && !successorSeen;
        boolean closed = row.isSuccessor() || row.state().showsOurFin();
        if (closed
                && (cookie == Closing.NO_COOKIE
                        || newSuccessor && connection.closing().cookie() != cookie)) {
            cookie = row.cookie();
            successorSeen = row.isSuccessor();
        }
        return row.cookie() == cookie || row.cookie() == Closing.NO_COOKIE || cookie == Closing.NO_COOKIE;
    }

    /**
     * Whether this one was there before {@code other}, which had the same ports. Their closes may be
     * announced in the wrong order, but one began after the other had ended.
     */
    boolean isEarlierThan(UnsettledClose other) {
        long begun = connection.openedNanos();
        long otherBegun = other.connection.openedNanos();
        return begun != 0 && otherBegun != 0
                ? begun - otherBegun < 0
                : connection.closing().endedNanos() - other.connection.closing().endedNanos() < 0;
    }
}
