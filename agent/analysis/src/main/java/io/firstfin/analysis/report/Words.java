package io.firstfin.analysis.report;

import io.firstfin.analysis.model.Ending;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Role;
import io.firstfin.analysis.model.Verdict;

/** Constants of the model in the words of the reports. */
public final class Words {

    private Words() {}

    /** Such as {@code "client"}. */
    public static String of(Role role) {
        return switch (role) {
            case CLIENT -> "client";
            case SERVER -> "server";
            case UNKNOWN -> "unknown";
        };
    }

    /** Who was first: such as {@code "the peer"}, or {@code "we, supposed"}. */
    public static String first(Verdict verdict) {
        return verdict.closedFirst().words() + (verdict.isSupposed() ? ", supposed" : "");
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
                            case BOTH, NONE, UNKNOWN -> "a reset";
                        };
            case UNKNOWN -> "unknown";
        };
    }
}
