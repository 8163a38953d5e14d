package io.firstfin.analysis.model;

import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.Trigger;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Closes that are alike, counted together.
 *
 * @param jvm whose they are: its place among the model's JVMs
 * @param destination where they led
 * @param verdict who closed first
 * @param ending how they ended
 * @param reset the reset that ended them, where one did
 * @param trigger what ended them
 * @param why why they were closed, as far as proven
 * @param evidence what the verdict rests on, where that has to be explained
 * @param count how many
 * @param lifetimes how long they lived
 * @param closeWaits how long the peer had waited for our close
 * @param requests what they carried
 * @param sentAfterFin how many of them our code used although the peer had closed them
 * @param undelivered how many of them our code closed with data that the peer did not take
 */
public record CloseGroup(
        int jvm,
        Destination destination,
        Verdict verdict,
        Ending ending,
        Reset reset,
        Trigger trigger,
        Why why,
        VerdictEvidence evidence,
        long count,
        Lifetimes lifetimes,
        CloseWaits closeWaits,
        Requests requests,
        SentAfterFin sentAfterFin,
        Undelivered undelivered) {

    /** Nothing was sent on any of them after the peer's FIN, and all that was sent before our close was taken. */
    public CloseGroup(
            int jvm,
            Destination destination,
            Verdict verdict,
            Ending ending,
            Reset reset,
            Trigger trigger,
            Why why,
            VerdictEvidence evidence,
            long count,
            Lifetimes lifetimes,
            CloseWaits closeWaits,
            Requests requests) {
        this(
                jvm,
                destination,
                verdict,
                ending,
                reset,
                trigger,
                why,
                evidence,
                count,
                lifetimes,
                closeWaits,
                requests,
                SentAfterFin.NONE,
                Undelivered.NONE);
    }

    /** In which role we had these connections. */
    public Role role() {
        return destination.role();
    }

    /** How many of some closes are such, by JVM. */
    static Map<Integer, Long> byJvm(List<CloseGroup> closes, Predicate<CloseGroup> which) {
        return closes.stream()
                .filter(which)
                .collect(Collectors.groupingBy(CloseGroup::jvm, Collectors.summingLong(CloseGroup::count)));
    }

    /**
     * Whether each of them left a TIME_WAIT on our side: as the kernel's last word has it, or, where
     * there is none, as it follows from the close.
     */
    public boolean leavesTimeWaitWithUs() {
        return verdict.timeWait().includesLocal();
    }

    /**
     * Whether the peer was not finished when we closed each of them: our FIN was the first, and a
     * reset followed that neither SO_LINGER 0 nor unread data explains, nor that the last response was read before.
     */
    public boolean closedTooEarly() {
        return isTooEarly(verdict.closedFirst(), reset, why, role());
    }

    /** The same of a close with these. */
    public static boolean isTooEarly(ClosedFirst first, Reset reset, Why why, Role role) {
        return first == ClosedFirst.LOCAL
                && reset.cause() == Reset.Cause.AFTER_OUR_FIN
                && !why.isRefusal()
                && !why.isAnnouncedEnd(role);
    }
}
