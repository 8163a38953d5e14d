package io.firstfin.sample.tracefs;

import io.firstfin.kernel.TcpState;
import io.firstfin.sample.tracefs.Transition.Kind;
import io.firstfin.sample.tracefs.Truth.Ending;
import io.firstfin.sample.tracefs.Truth.ResetBy;
import java.util.List;
import java.util.Set;

/**
 * Tells from the kernel's record how a connection ended at one endpoint, and whose reset it was.
 * Pure. The order of the record is the order of the kernel's work: it records a reset that it got
 * before the step to CLOSE, one that it sends because a process closed after that step, and the one
 * after a keep-alive that nobody answered before it.
 *
 * @param ending  how
 * @param resetBy by whose reset; null when it was none
 */
record RecordedEnding(Ending ending, ResetBy resetBy) {
    private static final String UNREAD_DATA = "TCP_ABORT_ON_CLOSE";
    private static final Set<String> LINGER = Set.of("TCP_STATE", "TCP_DISCONNECT_WITH_DATA");
    private static final String KEEP_ALIVE = "TCP_KEEPALIVE_TIMEOUT";
    /** Data came for a socket without a process: the kernel calls tcp_reset for its own answer. */
    private static final String LATE_DATA = "TCP_ABORT_ON_DATA";
    /** Of a socket that is there, or is kept in short form while the peer's FIN is to come. */
    private static final Set<String> OF_A_SOCKET = Set.of(
            UNREAD_DATA,
            "TCP_STATE",
            "TCP_DISCONNECT_WITH_DATA",
            LATE_DATA,
            "TCP_TIMEWAIT_SOCKET",
            "TCP_ABORT_ON_LINGER",
            "TCP_ABORT_ON_MEMORY");

    /** From the transitions of one endpoint's socket in one life, in order. */
    static RecordedEnding of(List<Transition> life) {
        int end = end(life);
        boolean finSent =
                life.stream().anyMatch(step -> step.to() == TcpState.FIN_WAIT1 || step.to() == TcpState.LAST_ACK);
        if (end < 0) {
            return new RecordedEnding(Ending.UNKNOWN, null);
        }
        ResetBy resetBy = resetBy(life, end, finSent);
        if (resetBy == null) {
            return new RecordedEnding(withoutReset(life.get(end).from(), finSent), null);
        }
        if (finSent) {
            return new RecordedEnding(Ending.FIN_THEN_RESET, resetBy);
        }
        return new RecordedEnding(resetBy == ResetBy.REMOTE ? Ending.RESET_BY_PEER : instead(ofOurs(life)), resetBy);
    }

    /** The step to CLOSE; -1 while there is none. */
    private static int end(List<Transition> life) {
        for (int i = life.size() - 1; i >= 0; i--) {
            if (life.get(i).to() == TcpState.CLOSE) {
                return i;
            }
        }
        return -1;
    }

    private static ResetBy resetBy(List<Transition> life, int end, boolean finSent) {
        boolean received = life.subList(0, end).stream().anyMatch(step -> step.kind() == Kind.RESET_RECEIVED);
        Transition ours = ofOurs(life);
        if (received) {
            return ours != null && LATE_DATA.equals(ours.reason()) ? ResetBy.LOCAL : ResetBy.REMOTE;
        }
        if (ours == null) {
            return null;
        }
        // what answers a segment to a socket that is gone comes too late to end it
        return !finSent || isOfASocket(ours) ? ResetBy.LOCAL : null;
    }

    /** The reset of this endpoint that says most about the end; null without any. */
    private static Transition ofOurs(List<Transition> life) {
        Transition any = null;
        for (Transition step : life) {
            if (step.kind() == Kind.RESET_SENT) {
                if (isOfASocket(step)) {
                    return step;
                }
                any = any == null ? step : any;
            }
        }
        return any;
    }

    private static boolean isOfASocket(Transition reset) {
        return reset.reason() != null && OF_A_SOCKET.contains(reset.reason());
    }

    /** Why our reset went out where our FIN could have. */
    private static Ending instead(Transition reset) {
        String reason = String.valueOf(reset.reason());
        if (reason.equals(UNREAD_DATA)) {
            return Ending.RESET_BY_UNREAD_DATA;
        }
        if (reason.equals(KEEP_ALIVE)) {
            return Ending.TIMED_OUT;
        }
        return LINGER.contains(reason) ? Ending.RESET_BY_LINGER : Ending.UNKNOWN;
    }

    private static Ending withoutReset(TcpState last, boolean finSent) {
        // an answered FIN leads on to FIN_WAIT2 or CLOSING
        return !finSent || last == TcpState.FIN_WAIT1 ? Ending.TIMED_OUT : Ending.FIN;
    }
}
