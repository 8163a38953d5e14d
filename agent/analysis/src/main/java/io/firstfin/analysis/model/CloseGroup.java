package io.firstfin.analysis.model;

/**
 * Closes that are alike, counted together.
 *
 * @param jvm whose they are: its place among the model's JVMs
 * @param destination where they led
 * @param verdict who closed first
 * @param ending how they ended
 * @param trigger what ended them
 * @param reason why they were closed, as far as proven; {@code UNKNOWN} otherwise
 * @param grounds what the verdict rests on, where that has to be explained
 * @param count how many
 * @param lifetimes how long they lived
 * @param closeWaits how long the peer had waited for our close
 */
public record CloseGroup(int jvm, Destination destination, Verdict verdict, Ending ending,
        Trigger trigger, String reason, Grounds grounds, long count, Lifetimes lifetimes,
        CloseWaits closeWaits) {

    /** The reason of a close that nothing proves a reason for. */
    public static final String NO_REASON = "UNKNOWN";

    /** Whether each of them left a TIME_WAIT on our side that our own FIN made. */
    public boolean leavesTimeWaitWithUs() {
        return verdict.closedFirst().includesUs() && ending == Ending.FIN
                && verdict.timeWait() != Side.NONE;
    }
}
