package io.firstfin.tracer.connection;

/**
 * Who closed first and how, with what that rests on.
 *
 * @param proven no later look at the kernel can change {@code closedFirst}
 */
public record Verdict(
        ClosedFirst closedFirst, Ending ending, Trigger trigger, String evidence, boolean proven) {

    public TimeWait timeWait() {
        return TimeWait.after(closedFirst, ending);
    }
}
