package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.verdict.CloseFacts;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.verdict.Trigger;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The close of a connection: what its entry showed, which does not change; what was seen on the descriptor until
 * its release; and what came of both.
 */
public final class Closing {

    /** Cookie of a socket that was not asked for it. */
    public static final long NO_COOKIE = CloseEntry.NO_COOKIE;

    private final boolean detailed;
    private final long beganNanos;
    private final CloseEntry entry;
    private final HalfClose halfClose;
    private final boolean unseenShutdown;
    private final boolean resetSeen;
    private final String collectedBy;
    private final CloseReason decidedReason;

    private volatile Thread closer;
    private volatile Thread releaser;
    private volatile TcpState afterEntry;
    private volatile boolean nothingSent;
    private volatile boolean finAlone;
    private volatile TcpInfo laterCounts;

    private long endedNanos;
    private Verdict verdict;
    private CloseReason reason;
    private SampledSite closedBy;
    private boolean endingAloneOpen;
    private volatile boolean reported;
    private AtomicInteger report;
    private int takers;

    /**
     * @param detailed whether all that the kernel shows was wanted when it began
     * @param closer the thread inside the close; null where only the release was seen
     * @param resetSeen the JDK met ECONNRESET on this connection
     * @param collectedBy what closes for the garbage collector, in words; null when code closes that had not
     *     forgotten the connection
     * @param decidedReason what explains the close, as far as its thread or a note says; null for nothing
     */
    public Closing(
            Connection connection,
            boolean detailed,
            long beganNanos,
            Thread closer,
            CloseEntry entry,
            boolean resetSeen,
            String collectedBy,
            CloseReason decidedReason) {
        this.detailed = detailed;
        this.beganNanos = beganNanos;
        this.closer = closer;
        this.entry = entry;
        this.halfClose = connection.halfClose();
        this.unseenShutdown = connection.hasUnseenShutdown();
        this.resetSeen = resetSeen;
        this.collectedBy = collectedBy;
        this.decidedReason = decidedReason;
    }

    public boolean isDetailed() {
        return detailed;
    }

    /** {@code System.nanoTime()} when it began. */
    public long beganNanos() {
        return beganNanos;
    }

    public CloseEntry entry() {
        return entry;
    }

    /** Null when code closes that had not forgotten the connection. */
    public String collectedBy() {
        return collectedBy;
    }

    public CloseReason decidedReason() {
        return decidedReason;
    }

    /** Whether this thread is inside the close. */
    public boolean isOnThisThread() {
        return closer == Thread.currentThread();
    }

    /** This thread releases the descriptor, which the close had announced. */
    public void beginRelease() {
        releaser = Thread.currentThread();
    }

    public boolean isReleasedHere() {
        return releaser == Thread.currentThread();
    }

    public void endRelease() {
        releaser = null;
    }

    /** {@code tcp_info} at the entry, or before the release where nothing had gone out; null when not asked. */
    public TcpInfo counts() {
        return entry.counts() == null ? laterCounts : entry.counts();
    }

    public void laterCounts(TcpInfo counts) {
        laterCounts = counts;
    }

    /** The kernel's own number of the socket; {@link #NO_COOKIE} where it was not asked for. */
    public long cookie() {
        return entry.cookie();
    }

    /** See {@link CloseFacts#nothingSent}. */
    public boolean hasNothingSent() {
        return nothingSent;
    }

    public void nothingSent(boolean yes) {
        nothingSent = yes;
    }

    public void finAlone(boolean yes) {
        finAlone = yes;
    }

    /**
     * Keeps a state seen on the descriptor after the entry of close: the first that shows who was first, or,
     * where that was known before, the last one, which shows how it ended.
     */
    public void saw(TcpState state) {
        boolean sideOpen = entry.state() == TcpState.ESTABLISHED && halfClose == null;
        if (!sideOpen || afterEntry == null || afterEntry == TcpState.ESTABLISHED) {
            afterEntry = state;
        }
    }

    /** No state so far has shown who was first. */
    public boolean isUndecided() {
        TcpState last = afterEntry;
        return entry.state() == TcpState.ESTABLISHED
                && halfClose == null
                && (last == null || last == TcpState.ESTABLISHED);
    }

    /** @param released whether the descriptor is gone */
    public CloseFacts facts(boolean released) {
        return new CloseFacts(
                halfClose == null ? null : halfClose.before(),
                halfClose == null ? null : halfClose.after(),
                entry.state(),
                entry.peerFin(),
                afterEntry,
                nothingSent,
                finAlone,
                released,
                entry.unreadBytes(),
                entry.options().soLinger(),
                resetSeen,
                entry.unanswered(),
                unseenShutdown,
                collectedBy != null);
    }

    /** The close returned, by {@code System.nanoTime()}. */
    public void ended(long nanos) {
        endedNanos = nanos;
        closer = null;
    }

    /** {@code System.nanoTime()} at its end; 0 before it. */
    public long endedNanos() {
        return endedNanos;
    }

    public void decide(Verdict found, CloseReason why) {
        verdict = found;
        reason = why;
    }

    /** Null before its end. */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Whether all is seen that changes within milliseconds: the first closer is proven, and our FIN was not on its way
     * any more. Until it is acknowledged, a FIN of the peer may cross it, which CLOSING alone shows.
     */
    public boolean isClear() {
        Verdict found = verdict;
        TcpState last = afterEntry == null ? entry.state() : afterEntry;
        return found != null && found.proven() && last != TcpState.FIN_WAIT1;
    }

    /** Why it was closed, as far as proven; null before its end. */
    public CloseReason reason() {
        return reason;
    }

    /** What ended our side. A finalizer's close may begin by a half-close: that is the collector, too. */
    public Trigger trigger() {
        return halfClose != null && halfClose.isByCollector() ? Trigger.CLEANER : verdict.trigger();
    }

    public boolean isLeftToTheExit() {
        Verdict found = verdict;
        return found != null && found.trigger() == Trigger.EXIT;
    }

    /** The call site that closed; null when its stack was not taken. */
    public SampledSite closedBy() {
        return closedBy;
    }

    public void closedBy(SampledSite site) {
        closedBy = site;
    }

    /**
     * The peer was first for certain, and after our FIN a reset may have come: everything that last counts may
     * still change.
     */
    public boolean isEndingAloneOpen() {
        return endingAloneOpen;
    }

    public void leaveEndingAloneOpen() {
        endingAloneOpen = true;
    }

    /** Whether its Close event was made. */
    public boolean isReported() {
        return reported;
    }

    public void reported() {
        reported = true;
    }

    /**
     * Its report begins.
     *
     * @param counter counts the reports under way; null where nobody waits for this one
     * @param sinks which sinks take it, a bit each
     */
    public void beginReport(AtomicInteger counter, int sinks) {
        report = counter;
        takers = sinks;
    }

    /** Which sinks take its report, a bit each. */
    public int takers() {
        return takers;
    }

    /** Its report is over. Returns the counter it is counted in; null when none was under way. */
    public AtomicInteger endReport() {
        AtomicInteger counter = report;
        report = null;
        return counter;
    }
}
