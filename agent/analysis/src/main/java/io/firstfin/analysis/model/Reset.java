package io.firstfin.analysis.model;

import io.firstfin.verdict.Ending;
import io.firstfin.verdict.ResetBy;
import java.io.Serializable;

/**
 * The reset that ended a connection.
 *
 * @param by who sent it; NONE where no reset ended the connection
 * @param cause what made it
 */
public record Reset(ResetBy by, Cause cause) implements Serializable {

    public static final Reset NONE = new Reset(ResetBy.NONE, Cause.NONE);

    /** What makes a reset. */
    public enum Cause {
        /** There was none. */
        NONE,
        /** Ours: SO_LINGER was 0 at close. */
        LINGER,
        /** Ours: received data was unread at close. */
        UNREAD_DATA,
        /** It followed our FIN: data came that nobody was there to read, or the peer gave up. */
        AFTER_OUR_FIN,
        /** The peer's own, before any FIN of ours. */
        OF_PEER
    }

    /** The reset that an ending tells of by itself. */
    public static Reset of(Ending ending) {
        return switch (ending) {
            case RESET_BY_LINGER -> new Reset(ResetBy.LOCAL, Cause.LINGER);
            case RESET_BY_UNREAD_DATA -> new Reset(ResetBy.LOCAL, Cause.UNREAD_DATA);
            case RESET_BY_PEER -> new Reset(ResetBy.REMOTE, Cause.OF_PEER);
            case FIN_THEN_RESET -> new Reset(ResetBy.UNKNOWN, Cause.AFTER_OUR_FIN);
            case FIN, UNKNOWN -> NONE;
        };
    }

    /**
     * The same with what the close tells: a reset of ours after our FIN may have been made by the close itself.
     *
     * @param sender who sent it, as told; NONE where that was not told
     * @param lingerZero SO_LINGER was 0 at close
     * @param dataUnread received data was unread at close
     */
    public static Reset of(Ending ending, ResetBy sender, boolean lingerZero, boolean dataUnread) {
        Reset told = of(ending);
        if (ending != Ending.FIN_THEN_RESET) {
            return told.by == ResetBy.NONE && sender != ResetBy.NONE ? new Reset(sender, told.cause) : told;
        }
        ResetBy by = sender == ResetBy.NONE ? ResetBy.UNKNOWN : sender;
        boolean byClose = by == ResetBy.LOCAL && (lingerZero || dataUnread);
        return new Reset(by, !byClose ? Cause.AFTER_OUR_FIN : lingerZero ? Cause.LINGER : Cause.UNREAD_DATA);
    }
}
