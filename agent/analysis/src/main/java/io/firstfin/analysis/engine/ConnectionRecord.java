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
import java.util.function.BinaryOperator;

/**
 * All that the events say about one connection, in whatever order they came. Some 200 bytes, for there
 * may be a million of them: moments are nanoseconds since 1970, and what repeats is shared. The
 * network namespace of its destination is not known yet.
 */
final class ConnectionRecord implements Serializable {

    private static final long serialVersionUID = 1;

    /** A moment or a span that is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** How it was opened, or could not be. */
    record Opening(
            long time,
            Destination destination,
            long ends,
            int localPort,
            CallSite site,
            FailureKind failureKind,
            String failure,
            boolean boundFirst,
            boolean selfConnected)
            implements Serializable {}

    /**
     * What a close has in common with many others.
     *
     * @param verdict as far as the close itself shows
     * @param resetBy who sent the reset that ended it; NONE where none did, or none was recorded
     * @param evidence what the verdict rests on
     * @param soLinger in seconds; -1 when off or unknown
     * @param inFinWait2 the kernel's state at the entry of close
     */
    record CloseFacts(
            Verdict verdict,
            Ending ending,
            ResetBy resetBy,
            Trigger trigger,
            Why why,
            String evidence,
            int soLinger,
            boolean reuseAddress,
            boolean dataUnread,
            boolean inFinWait2)
            implements Serializable {}

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
            int exchanges)
            implements Serializable {

        /** Whether some code closed it: at the end of the JVM, the kernel does. */
        boolean isByCode() {
            return facts.trigger != Trigger.EXIT;
        }
    }

    /**
     * What the kernel showed after the close.
     *
     * @param time of the last sample
     * @param finWait2 our end was in FIN_WAIT2 then
     * @param timeWaitSeen it was ever in TIME_WAIT
     * @param timeWaitBegan when its TIME_WAIT began, where the kernel's timer shows that it was long before
     *     the sample; UNKNOWN otherwise
     * @param settledTime of the last sample that settled the verdict; UNKNOWN without one
     * @param settled the verdict; null without one
     */
    record KernelWord(
            long time, boolean finWait2, boolean timeWaitSeen, long timeWaitBegan, long settledTime, Settled settled)
            implements Serializable {

        /** When its TIME_WAIT began, as far as the kernel shows it; UNKNOWN otherwise. */
        long timeWaitBeganOrSettled() {
            return timeWaitBegan != UNKNOWN ? timeWaitBegan : settledTime;
        }

        KernelWord and(KernelWord other) {
            boolean last = time > other.time || time == other.time && finWait2;
            boolean settles = settledTime != other.settledTime
                    ? settledTime > other.settledTime
                    : String.valueOf(settled).compareTo(String.valueOf(other.settled)) >= 0;
            return new KernelWord(
                    Math.max(time, other.time),
                    last ? finWait2 : other.finWait2,
                    timeWaitSeen || other.timeWaitSeen,
                    earlier(timeWaitBegan, other.timeWaitBegan),
                    Math.max(settledTime, other.settledTime),
                    settles ? settled : other.settled);
        }
    }

    /** Where our code half-closed it. */
    record HalfClose(long time, CallSite site) implements Serializable {}

    /** A sampled stack of its close, which represents {@code weight} closes. */
    record Sample(CallSite site, long weight) implements Serializable {}

    /** A sampled stack of its connect, which represents {@code weight} connects. */
    record ConnectSample(Destination destination, CallSite site, long weight) implements Serializable {}

    /** The last answer to a request of HttpURLConnection. */
    record Exchange(int number, boolean redirect) implements Serializable {}

    final long key;
    private Opening opening;
    private Closing closing;
    private KernelWord word;
    private HalfClose halfClose;
    private Sample sample;
    private ConnectSample connectSample;
    private Exchange exchange;

    ConnectionRecord(long key) {
        this.key = key;
    }

    Optional<Opening> opening() {
        return Optional.ofNullable(opening);
    }

    Optional<Closing> closing() {
        return Optional.ofNullable(closing);
    }

    Optional<KernelWord> word() {
        return Optional.ofNullable(word);
    }

    Optional<HalfClose> halfClose() {
        return Optional.ofNullable(halfClose);
    }

    Optional<Sample> sample() {
        return Optional.ofNullable(sample);
    }

    Optional<ConnectSample> connectSample() {
        return Optional.ofNullable(connectSample);
    }

    /** Whether HttpURLConnection was answered by a redirect last. */
    boolean isRedirected() {
        return exchange != null && exchange.redirect;
    }

    /** Whether it was opened, and no code closed it. */
    boolean staysOpen() {
        return opening != null && opening.failureKind == FailureKind.NONE && !isClosedByCode();
    }

    /** Whether it was opened, and nothing was recorded that ended it. */
    boolean isOpen() {
        return opening != null && opening.failureKind == FailureKind.NONE && closing == null;
    }

    boolean isClosedByCode() {
        return closing != null && closing.isByCode();
    }

    /** Whether the garbage collector closed it. */
    boolean isCollected() {
        return closing != null && closing.facts.trigger == Trigger.CLEANER;
    }

    /** When it was last heard of. */
    long lastTime() {
        return closing != null ? closing.time : opening != null ? opening.time : word != null ? word.time : UNKNOWN;
    }

    /** Returns whether another event had said so already. */
    boolean add(Opening said) {
        boolean again = opening != null;
        opening = again ? first(opening, said, Comparator.comparingLong(Opening::time)) : said;
        return again;
    }

    /** Returns whether another event had said so already. */
    boolean add(Closing said) {
        boolean again = closing != null;
        closing = again ? first(closing, said, Comparator.comparingLong(Closing::time)) : said;
        return again;
    }

    void add(KernelWord said) {
        word = either(word, said, KernelWord::and);
    }

    void add(HalfClose said) {
        halfClose =
                either(halfClose, said, (one, other) -> first(one, other, Comparator.comparingLong(HalfClose::time)));
    }

    void add(Sample said) {
        sample = either(sample, said, (one, other) -> first(one, other, Comparator.comparingLong(Sample::weight)));
    }

    void add(ConnectSample said) {
        connectSample = either(
                connectSample,
                said,
                (one, other) -> first(one, other, Comparator.comparingLong(ConnectSample::weight)));
    }

    void add(Exchange said) {
        exchange = either(
                exchange,
                said,
                (one, other) -> first(
                        one, other, Comparator.comparingInt(Exchange::number).reversed()));
    }

    /** Adds what another record says about the same connection. Returns how many events said it again. */
    int addAll(ConnectionRecord other) {
        int again = 0;
        again += other.opening != null && add(other.opening) ? 1 : 0;
        again += other.closing != null && add(other.closing) ? 1 : 0;
        word = either(word, other.word, KernelWord::and);
        if (other.halfClose != null) {
            add(other.halfClose);
        }
        if (other.sample != null) {
            add(other.sample);
        }
        if (other.connectSample != null) {
            add(other.connectSample);
        }
        if (other.exchange != null) {
            add(other.exchange);
        }
        return again;
    }

    private static <T> T either(T one, T other, BinaryOperator<T> both) {
        return one == null ? other : other == null ? one : both.apply(one, other);
    }

    /** The smaller of two; of equal ones always the same, whichever came first. */
    private static <T> T first(T one, T other, Comparator<T> order) {
        return order.thenComparing(Object::toString).compare(one, other) <= 0 ? one : other;
    }

    private static long earlier(long one, long other) {
        return one == UNKNOWN ? other : other == UNKNOWN ? one : Math.min(one, other);
    }
}
