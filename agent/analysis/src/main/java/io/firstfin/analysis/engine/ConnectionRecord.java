package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Trigger;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;

/**
 * All that the events say about one connection, in whatever order they came. Some 150 bytes, for there
 * may be a million of them: moments are nanoseconds since 1970, what repeats is shared, and the parts of what
 * was said are fields of this one object. The network namespace of its destination is not known yet.
 */
final class ConnectionRecord implements Serializable {

    private static final long serialVersionUID = 1;

    /** A moment or a span that is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /**
     * How it was opened, or could not be.
     *
     * @param host the name that led to the peer; empty when not known
     */
    record Opening(
            long time,
            Destination destination,
            long ends,
            int localPort,
            CallSite site,
            FailureKind failureKind,
            String failure,
            boolean boundFirst,
            boolean selfConnected,
            String host) {}

    /**
     * What a close has in common with many others.
     *
     * @param verdict as far as the close itself shows
     * @param resetBy who sent the reset that ended it; NONE where none did, or none was recorded
     * @param evidence what the verdict rests on
     * @param soLinger in seconds; -1 when off or unknown
     * @param lingerSetBy who set SO_LINGER to 0, as {@code class.method:line}; empty when unknown
     * @param inFinWait2 the kernel's state at the entry of close
     * @param answeredByError the last HTTP response was 4xx or 5xx
     * @param proxyTarget host and port that a proxy was asked to connect to; empty where none is known
     */
    record CloseFacts(
            Verdict verdict,
            Ending ending,
            ResetBy resetBy,
            Trigger trigger,
            Why why,
            String evidence,
            int soLinger,
            String lingerSetBy,
            boolean reuseAddress,
            boolean dataUnread,
            boolean inFinWait2,
            boolean answeredByError,
            String proxyTarget)
            implements Serializable {

        /** Whether some code closed it: at the end of the JVM, the kernel does. */
        boolean isByCode() {
            return trigger != Trigger.EXIT;
        }
    }

    /**
     * The kernel's word on a verdict.
     *
     * @param ending null where an older agent did not report it
     * @param resetBy who sent the reset that ended it; NONE where none did, or none was recorded
     * @param agrees it contradicts nothing that was recorded at close
     * @param evidence empty where there is nothing to explain
     */
    record Settled(Verdict verdict, Ending ending, ResetBy resetBy, boolean agrees, String evidence)
            implements Serializable {}

    /**
     * How it was closed.
     *
     * @param lifetime in nanoseconds, or UNKNOWN, as is closeWait
     * @param quietBeforeFin how long it had been without data when the peer's FIN came; UNKNOWN likewise
     * @param fin what the kernel showed around a FIN of the peer after which our code used it; null for nothing
     * @param exchanges -1 when unknown
     * @param hasStack the recording holds the stack of the close
     */
    record Closing(
            long time,
            Destination destination,
            long ends,
            CallSite site,
            boolean hasStack,
            CloseFacts facts,
            long lifetime,
            long closeWait,
            long quietBeforeFin,
            PeerFin fin,
            int exchanges) {

        boolean isByCode() {
            return facts.isByCode();
        }
    }

    /**
     * What the kernel showed after the close.
     *
     * @param time of the last sample
     * @param timeWaitSeen it was ever in TIME_WAIT
     * @param timeWaitBegan when its TIME_WAIT began, where the kernel's timer shows that it was long before
     *     the sample; UNKNOWN otherwise
     * @param settledTime of the last sample that settled the verdict; UNKNOWN without one
     * @param settled the verdict; null without one
     */
    record KernelWord(long time, boolean timeWaitSeen, long timeWaitBegan, long settledTime, Settled settled) {

        /** When its TIME_WAIT began, as far as the kernel shows it; UNKNOWN otherwise. */
        long timeWaitBeganOrSettled() {
            return timeWaitBegan != UNKNOWN ? timeWaitBegan : settledTime;
        }

        KernelWord and(KernelWord other) {
            boolean settles = settledTime != other.settledTime
                    ? settledTime > other.settledTime
                    : String.valueOf(settled).compareTo(String.valueOf(other.settled)) >= 0;
            return new KernelWord(
                    Math.max(time, other.time),
                    timeWaitSeen || other.timeWaitSeen,
                    earlier(timeWaitBegan, other.timeWaitBegan),
                    Math.max(settledTime, other.settledTime),
                    settles ? settled : other.settled);
        }
    }

    /** What the kernel showed around the peer's FIN; spans in nanoseconds, or UNKNOWN. */
    record PeerFin(boolean thenReset, long quietBefore, long sentAfter) implements Serializable {}

    /** What the peer had not taken of it when the kernel was asked after its close. */
    record Undelivered(long time, long bytes) implements Serializable {}

    /** The kernel showed it in FIN_WAIT2 after its close: the peer had not closed yet. */
    record FinWait2Seen(long time) implements Serializable {}

    /** Where our code half-closed it. */
    record HalfClose(long time, CallSite site) implements Serializable {}

    /**
     * A sampled stack of its close, which represents {@code weight} closes.
     *
     * @param reason why it was closed, by that stack; null where no rule knows it
     */
    record Sample(CallSite site, long weight, CloseReasons.Rule reason) implements Serializable {}

    /** A sampled stack of its connect, which represents {@code weight} connects. */
    record ConnectSample(Destination destination, CallSite site, long weight) implements Serializable {}

    /** What few connections have. */
    private static final class Rare implements Serializable {

        private static final long serialVersionUID = 1;

        private HalfClose halfClose;
        private Undelivered undelivered;
        private FinWait2Seen finWait2;
        private PeerFin fin;
        private Sample sample;
        private ConnectSample connectSample;
    }

    final long key;

    // the parts of an Opening
    private long openTime;
    private long openEnds;
    private Destination openDestination;
    private CallSite openSite;
    private FailureKind failureKind;
    private String failure;
    private String host;
    private int localPort;
    private boolean boundFirst;
    private boolean selfConnected;

    // the parts of a Closing
    private long closeTime;
    private long closeEnds;
    private long lifetime;
    private long closeWait;
    private long quietBeforeFin;
    private Destination closeDestination;
    private CallSite closeSite;
    private CloseFacts facts;
    private int exchanges;
    private boolean hasStack;

    // the parts of a KernelWord
    private long wordTime = UNKNOWN;
    private long timeWaitBegan;
    private long settledTime;
    private Settled settled;
    private boolean timeWaitSeen;

    private Rare rare;

    ConnectionRecord(long key) {
        this.key = key;
    }

    Optional<Opening> opening() {
        return failureKind == null
                ? Optional.empty()
                : Optional.of(new Opening(
                        openTime,
                        openDestination,
                        openEnds,
                        localPort,
                        openSite,
                        failureKind,
                        failure,
                        boundFirst,
                        selfConnected,
                        host));
    }

    Optional<Closing> closing() {
        return facts == null
                ? Optional.empty()
                : Optional.of(new Closing(
                        closeTime,
                        closeDestination,
                        closeEnds,
                        closeSite,
                        hasStack,
                        facts,
                        lifetime,
                        closeWait,
                        quietBeforeFin,
                        rare == null ? null : rare.fin,
                        exchanges));
    }

    Optional<KernelWord> word() {
        return wordTime == UNKNOWN
                ? Optional.empty()
                : Optional.of(new KernelWord(wordTime, timeWaitSeen, timeWaitBegan, settledTime, settled));
    }

    Optional<HalfClose> halfClose() {
        return rare == null ? Optional.empty() : Optional.ofNullable(rare.halfClose);
    }

    Optional<Sample> sample() {
        return rare == null ? Optional.empty() : Optional.ofNullable(rare.sample);
    }

    Optional<ConnectSample> connectSample() {
        return rare == null ? Optional.empty() : Optional.ofNullable(rare.connectSample);
    }

    /** What the peer had not taken when the kernel was last asked. */
    Optional<Undelivered> undelivered() {
        return rare == null
                ? Optional.empty()
                : Optional.ofNullable(rare.undelivered).filter(last -> last.time == wordTime);
    }

    /** When it was last seen in FIN_WAIT2 after its close. */
    Optional<FinWait2Seen> finWait2() {
        return rare == null ? Optional.empty() : Optional.ofNullable(rare.finWait2);
    }

    /** Why it was closed: as the close itself shows; else by the sampled stack of the close. */
    Why why() {
        Why why = facts.why();
        CloseReasons.Rule sampled = rare == null || rare.sample == null ? null : rare.sample.reason();
        return why.isKnown() || sampled == null ? why : new Why(sampled.reason(), why.program());
    }

    /** A call site of its close; where that is not the application's, with the one that opened the connection. */
    CallSite withOpener(CallSite closer) {
        if (!closer.isKnown() || closer.isApplication()) {
            return closer;
        }
        CallSite opener = rare != null && rare.connectSample != null ? rare.connectSample.site() : openSite;
        return opener != null && opener.isApplication() ? closer.openedIn(opener) : closer;
    }

    /** Whether it was opened, and no code closed it. */
    boolean staysOpen() {
        return failureKind == FailureKind.NONE && !isClosedByCode();
    }

    /** Whether it was opened, and nothing was recorded that ended it. */
    boolean isOpen() {
        return failureKind == FailureKind.NONE && facts == null;
    }

    boolean isClosedByCode() {
        return facts != null && facts.isByCode();
    }

    /** Whether the garbage collector closed it. */
    boolean isCollected() {
        return facts != null && facts.trigger == Trigger.CLEANER;
    }

    /** The peer ended it by a reset, as the kernel last showed it. */
    boolean isResetByPeer() {
        return closing()
                .filter(closing -> LastWord.of(this, closing).ending() == Ending.RESET_BY_PEER)
                .isPresent();
    }

    /** When it was last heard of. */
    long lastTime() {
        return facts != null ? closeTime : failureKind != null ? openTime : wordTime;
    }

    /** Returns whether another event had said so already. */
    boolean add(Opening said) {
        Optional<Opening> known = opening();
        keep(known.map(one -> first(one, said, Comparator.comparingLong(Opening::time)))
                .orElse(said));
        return known.isPresent();
    }

    /** Returns whether another event had said so already. */
    boolean add(Closing said) {
        Optional<Closing> known = closing();
        keep(known.map(one -> first(one, said, Comparator.comparingLong(Closing::time)))
                .orElse(said));
        return known.isPresent();
    }

    void add(KernelWord said) {
        keep(word().map(one -> one.and(said)).orElse(said));
    }

    void add(HalfClose said) {
        Rare known = rare();
        known.halfClose = first(known.halfClose, said, Comparator.comparingLong(HalfClose::time));
    }

    void add(Undelivered said) {
        Rare known = rare();
        known.undelivered = first(
                known.undelivered,
                said,
                Comparator.comparingLong(Undelivered::time).reversed());
    }

    void add(FinWait2Seen said) {
        Rare known = rare();
        known.finWait2 = first(
                known.finWait2,
                said,
                Comparator.comparingLong(FinWait2Seen::time).reversed());
    }

    void add(Sample said) {
        Rare known = rare();
        known.sample = first(known.sample, said, Comparator.comparingLong(Sample::weight));
    }

    void add(ConnectSample said) {
        Rare known = rare();
        known.connectSample = first(known.connectSample, said, Comparator.comparingLong(ConnectSample::weight));
    }

    /** Adds what another record says about the same connection. Returns how many events said it again. */
    int addAll(ConnectionRecord other) {
        int again = 0;
        again += other.opening().filter(this::add).isPresent() ? 1 : 0;
        again += other.closing().filter(this::add).isPresent() ? 1 : 0;
        other.word().ifPresent(this::add);
        other.halfClose().ifPresent(this::add);
        if (other.rare != null && other.rare.undelivered != null) {
            add(other.rare.undelivered);
        }
        other.finWait2().ifPresent(this::add);
        other.sample().ifPresent(this::add);
        other.connectSample().ifPresent(this::add);
        return again;
    }

    private void keep(Opening opening) {
        openTime = opening.time;
        openDestination = opening.destination;
        openEnds = opening.ends;
        localPort = opening.localPort;
        openSite = opening.site;
        failureKind = opening.failureKind;
        failure = opening.failure;
        boundFirst = opening.boundFirst;
        selfConnected = opening.selfConnected;
        host = opening.host;
    }

    private void keep(Closing closing) {
        closeTime = closing.time;
        closeDestination = closing.destination;
        closeEnds = closing.ends;
        closeSite = closing.site;
        hasStack = closing.hasStack;
        facts = closing.facts;
        lifetime = closing.lifetime;
        closeWait = closing.closeWait;
        quietBeforeFin = closing.quietBeforeFin;
        if (closing.fin != null || rare != null) {
            rare().fin = closing.fin;
        }
        exchanges = closing.exchanges;
    }

    private void keep(KernelWord word) {
        wordTime = word.time;
        timeWaitSeen = word.timeWaitSeen;
        timeWaitBegan = word.timeWaitBegan;
        settledTime = word.settledTime;
        settled = word.settled;
    }

    private Rare rare() {
        if (rare == null) {
            rare = new Rare();
        }
        return rare;
    }

    /** The smaller of two; of equal ones always the same, whichever came first. */
    private static <T> T first(T known, T other, Comparator<T> order) {
        return known != null && order.thenComparing(Object::toString).compare(known, other) <= 0 ? known : other;
    }

    private static long earlier(long one, long other) {
        return one == UNKNOWN ? other : other == UNKNOWN ? one : Math.min(one, other);
    }
}
