package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.connection.RecordingSwitch.Level;
import io.firstfin.tracer.http.CloseReason;

/**
 * The close of a connection: what its entry showed, which does not change; what was seen on the descriptor until
 * its release; and what came of both.
 */
public final class Closing {

    /** Cookie of a socket that was not asked for it. */
    public static final long NO_COOKIE = CloseEntry.NO_COOKIE;

    private final Level level;
    private final long beganNanos;
    private final CloseEntry entry;
    private final HalfClose halfClose;
    private final boolean unseenShutdown;
    private final boolean resetSeen;
    private final String collectedBy;
    private final CloseReason decidedReason;

    private volatile Thread closer;
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
    private boolean reporting;

    /**
     * @param level what was wanted when it began: a recording that ends meanwhile takes nothing back
     * @param closer the thread inside the close; null where only the release was seen
     * @param resetSeen the JDK met ECONNRESET on this connection
     * @param collectedBy what closes for the garbage collector, in words; null when code closes that had not
     *     forgotten the connection
     * @param decidedReason what explains the close, as far as its thread or a note says; null for nothing
     */
    Closing(
            Connection connection,
            Level level,
            long beganNanos,
            Thread closer,
            CloseEntry entry,
            boolean resetSeen,
            String collectedBy,
            CloseReason decidedReason) {
        this.level = level;
        this.beganNanos = beganNanos;
        this.closer = closer;
        this.entry = entry;
        this.halfClose = connection.halfClose();
        this.unseenShutdown = connection.hasUnseenShutdown();
        this.resetSeen = resetSeen;
        this.collectedBy = collectedBy;
        this.decidedReason = decidedReason;
    }

    boolean isDetailed() {
        return level == Level.DETAILED;
    }

    /** {@code System.nanoTime()} when it began. */
    public long beganNanos() {
        return beganNanos;
    }

    CloseEntry entry() {
        return entry;
    }

    /** Null when code closes that had not forgotten the connection. */
    String collectedBy() {
        return collectedBy;
    }

    CloseReason decidedReason() {
        return decidedReason;
    }

    /** Whether this thread is inside the close. */
    boolean isOnThisThread() {
        return closer == Thread.currentThread();
    }

    /** {@code tcp_info} at the entry, or before the release where nothing had gone out; null when not asked. */
    public TcpInfo counts() {
        return entry.counts() == null ? laterCounts : entry.counts();
    }

    void laterCounts(TcpInfo counts) {
        laterCounts = counts;
    }

    /** The kernel's own number of the socket; {@link #NO_COOKIE} where it was not asked for. */
    public long cookie() {
        return entry.cookie();
    }

    /** See {@link CloseFacts#nothingSent}. */
    boolean hasNothingSent() {
        return nothingSent;
    }

    void nothingSent(boolean yes) {
        nothingSent = yes;
    }

    void finAlone(boolean yes) {
        finAlone = yes;
    }

    /**
     * Keeps a state seen on the descriptor after the entry of close: the first that shows who was first, or,
     * where that was known before, the last one, which shows how it ended.
     */
    void saw(TcpState state) {
        boolean sideOpen = entry.state() == TcpState.ESTABLISHED && halfClose == null;
        if (!sideOpen || afterEntry == null || afterEntry == TcpState.ESTABLISHED) {
            afterEntry = state;
        }
    }

    /** No state so far has shown who was first. */
    boolean isUndecided() {
        TcpState last = afterEntry;
        return entry.state() == TcpState.ESTABLISHED
                && halfClose == null
                && (last == null || last == TcpState.ESTABLISHED);
    }

    /** @param released whether the descriptor is gone */
    CloseFacts facts(boolean released) {
        return new CloseFacts(
                halfClose == null ? null : halfClose.before(),
                halfClose == null ? null : halfClose.after(),
                entry.state(),
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
    void ended(long nanos) {
        endedNanos = nanos;
        closer = null;
    }

    /** {@code System.nanoTime()} at its end; 0 before it. */
    public long endedNanos() {
        return endedNanos;
    }

    void decide(Verdict found, CloseReason why) {
        verdict = found;
        reason = why;
    }

    /** Null before its end. */
    public Verdict verdict() {
        return verdict;
    }

    /** Why it was closed, as far as proven; null before its end. */
    public CloseReason reason() {
        return reason;
    }

    /** What ended our side. A finalizer's close may begin by a half-close: that is the collector, too. */
    Trigger trigger() {
        return halfClose != null && halfClose.isByCollector() ? Trigger.CLEANER : verdict.trigger();
    }

    boolean isLeftToTheExit() {
        Verdict found = verdict;
        return found != null && found.trigger() == Trigger.EXIT;
    }

    /** The call site that closed; null when its stack was not taken. */
    public SampledSite closedBy() {
        return closedBy;
    }

    void closedBy(SampledSite site) {
        closedBy = site;
    }

    /**
     * The peer was first for certain, and after our FIN a reset may have come: everything that last counts may
     * still change.
     */
    public boolean isEndingAloneOpen() {
        return endingAloneOpen;
    }

    void leaveEndingAloneOpen() {
        endingAloneOpen = true;
    }

    /** Whether its Close event was made. */
    boolean isReported() {
        return reported;
    }

    void reported() {
        reported = true;
    }

    /** Its Close event is being made, and a recording that ends waits for its commit. */
    void reporting() {
        reporting = true;
    }

    /** Whether that was so until now. */
    boolean stopReporting() {
        boolean was = reporting;
        reporting = false;
        return was;
    }
}
