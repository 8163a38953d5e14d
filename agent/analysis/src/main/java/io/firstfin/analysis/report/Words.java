package io.firstfin.analysis.report;

import io.firstfin.analysis.model.Ending;
import io.firstfin.analysis.model.Role;

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

    /** Such as {@code "the peer's reset"}. */
    public static String of(Ending ending) {
        return switch (ending) {
            case FIN -> "FIN";
            case RESET_BY_LINGER -> "our reset, SO_LINGER 0";
            case RESET_BY_UNREAD_DATA -> "our reset, data unread";
            case RESET_BY_PEER -> "the peer's reset";
            case TIMED_OUT -> "timed out";
            case UNKNOWN -> "unknown";
        };
    }
}
