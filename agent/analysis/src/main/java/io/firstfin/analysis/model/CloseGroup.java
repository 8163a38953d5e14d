package io.firstfin.analysis.model;

/**
 * Closes that are alike, counted together.
 *
 * @param jvm whose they are: its place among the model's JVMs
 * @param destination where they led
 * @param verdict who closed first
 * @param ending how they ended
 * @param trigger what ended them
 * @param why why they were closed, as far as proven
 * @param grounds what the verdict rests on, where that has to be explained
 * @param count how many
 * @param lifetimes how long they lived
 * @param closeWaits how long the peer had waited for our close
 * @param requests what they carried
 */
public record CloseGroup(int jvm, Destination destination, Verdict verdict, Ending ending,
        Trigger trigger, Why why, Grounds grounds, long count, Lifetimes lifetimes,
        CloseWaits closeWaits, Requests requests) {

    /** Whether each of them left a TIME_WAIT on our side that our own FIN made. */
    public boolean leavesTimeWaitWithUs() {
        return verdict.closedFirst().includesUs() && ending == Ending.FIN
                && verdict.timeWait() != Side.NONE;
    }
}
