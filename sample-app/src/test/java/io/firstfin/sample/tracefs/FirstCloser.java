package io.firstfin.sample.tracefs;

import io.firstfin.kernel.TcpState;
import io.firstfin.sample.tracefs.Transition.Kind;
import io.firstfin.sample.tracefs.Truth.ClosedFirst;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells from the kernel's record who closed a connection first. Pure. The first step out of
 * ESTABLISHED decides (RFC 9293, 3.3.2): to FIN_WAIT1 our FIN left first, to CLOSE_WAIT the peer's
 * came first, to CLOSE there was a reset, or nobody closed and a timer gave up.
 */
public final class FirstCloser {
    private FirstCloser() {}

    /** The verdict on one connection, from the transitions of one endpoint's socket in order. */
    public static Truth judge(List<Transition> life) {
        RecordedEnding end = RecordedEnding.of(life);
        return new Truth(
                closedFirst(life),
                has(life, Kind.RESET_SENT),
                has(life, Kind.RESET_RECEIVED),
                path(life),
                end.ending(),
                end.resetBy());
    }

    /**
     * Parts the transitions of one 4-tuple into the connections that used it one after the other.
     * What comes after a connection's end and before the next begins belongs to the former.
     */
    public static List<List<Transition>> lives(List<Transition> sameEndpoints) {
        List<List<Transition>> lives = new ArrayList<>();
        for (Transition step : sameEndpoints) {
            if (lives.isEmpty() || begins(step, lives.get(lives.size() - 1))) {
                lives.add(new ArrayList<>());
            }
            lives.get(lives.size() - 1).add(step);
        }
        return lives;
    }

    private static boolean begins(Transition step, List<Transition> life) {
        if (step.kind() != Kind.STATE) {
            return false;
        }
        // The step out of CLOSE may be missing: it shows local port 0 and so another 4-tuple.
        return step.from() == TcpState.CLOSE
                || step.from() == TcpState.LISTEN
                || step.to() == TcpState.ESTABLISHED && life.stream().anyMatch(s -> s.from() == TcpState.ESTABLISHED);
    }

    private static ClosedFirst closedFirst(List<Transition> life) {
        for (Transition step : life) {
            if (step.kind() == Kind.STATE && step.from() == TcpState.ESTABLISHED) {
                return switch (step.to()) {
                    case FIN_WAIT1 -> crossed(life) ? ClosedFirst.BOTH : ClosedFirst.LOCAL;
                    case CLOSE_WAIT -> ClosedFirst.REMOTE;
                    case CLOSE -> byReset(life);
                    default -> ClosedFirst.UNKNOWN;
                };
            }
        }
        return ClosedFirst.UNKNOWN;
    }

    private static boolean crossed(List<Transition> life) {
        return life.stream().anyMatch(step -> step.from() == TcpState.FIN_WAIT1 && step.to() == TcpState.CLOSING);
    }

    // The kernel records a reset it sends after the step to CLOSE, and one it got before it.
    private static ClosedFirst byReset(List<Transition> life) {
        for (Transition step : life) {
            if (step.kind() == Kind.RESET_SENT) {
                return ClosedFirst.LOCAL;
            }
            if (step.kind() == Kind.RESET_RECEIVED) {
                return ClosedFirst.REMOTE;
            }
        }
        return ClosedFirst.UNKNOWN;
    }

    private static boolean has(List<Transition> life, Kind kind) {
        return life.stream().anyMatch(step -> step.kind() == kind);
    }

    private static List<TcpState> path(List<Transition> life) {
        List<TcpState> path = new ArrayList<>();
        for (Transition step : life) {
            if (step.kind() == Kind.STATE) {
                if (path.isEmpty()) {
                    path.add(step.from());
                }
                path.add(step.to());
            }
        }
        return List.copyOf(path);
    }
}
