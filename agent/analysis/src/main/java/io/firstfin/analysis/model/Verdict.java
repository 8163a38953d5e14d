package io.firstfin.analysis.model;

/**
 * Who closed a connection first and which side keeps TIME_WAIT.
 *
 * @param closedFirst who sent the first FIN or RST
 * @param timeWait which side holds TIME_WAIT
 * @param confirmed the kernel settled it; otherwise it rests on the state at the entry of close alone
 */
public record Verdict(Side closedFirst, Side timeWait, boolean confirmed) {

    /**
     * The verdict of a close that no word of the kernel followed: only what follows by itself. That
     * the peer's FIN was here first is final; whether ours was, only a look after the close tells.
     */
    public static Verdict unconfirmed(Side closedFirst, Ending ending) {
        boolean proven = closedFirst == Side.REMOTE;
        return new Verdict(closedFirst, derivedTimeWait(closedFirst, ending), proven);
    }

    private static Side derivedTimeWait(Side closedFirst, Ending ending) {
        if (ending.isReset()) {
            return Side.NONE;
        }
        boolean oneSide = closedFirst == Side.LOCAL || closedFirst == Side.REMOTE;
        return ending == Ending.FIN && oneSide ? closedFirst : Side.UNKNOWN;
    }
}
