package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.FindingText;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;

/** Constants of the model in the words of the reports. */
public final class Words {

    private Words() {}

    /** How many of a list are not shown; empty when all are. */
    static String more(int all, int shown) {
        return all <= shown ? "" : Figures.count(all - shown);
    }

    /** Such as {@code "client"}. */
    public static String of(Role role) {
        return switch (role) {
            case CLIENT -> "client";
            case SERVER -> "server";
            case UNKNOWN -> "unknown";
        };
    }

    /** In what role connections were closed: such as {@code "as client"}. */
    public static String as(Role role) {
        return role == Role.UNKNOWN ? "in an unknown role" : "as " + of(role);
    }

    /** The side that keeps TIME_WAIT: such as {@code "nobody"}. */
    public static String of(TimeWait timeWait) {
        return switch (timeWait) {
            case LOCAL -> "we";
            case REMOTE -> "the peer";
            case BOTH -> "both";
            case NONE -> "nobody";
            case UNKNOWN -> "unknown";
        };
    }

    /** Who was first: such as {@code "the peer"}, or {@code "we, supposed"}. */
    public static String first(Verdict verdict) {
        return FindingText.of(verdict.closedFirst()) + (verdict.isSupposed() ? ", supposed" : "");
    }

    /**
     * Such as {@code "the peer's reset"}.
     *
     * @param reset the one that ended it, if any
     */
    public static String of(Ending ending, Reset reset) {
        return switch (ending) {
            case FIN -> "FIN";
            case RESET_BY_LINGER -> "our reset, SO_LINGER 0";
            case RESET_BY_UNREAD_DATA -> "our reset, data unread";
            case RESET_BY_PEER -> "the peer's reset";
            case FIN_THEN_RESET ->
                "our FIN, then "
                        + switch (reset.by()) {
                            case LOCAL -> "our reset";
                            case REMOTE -> "the peer's reset";
                            case NONE, UNKNOWN -> "a reset";
                        };
            case UNKNOWN -> "unknown";
        };
    }
}
