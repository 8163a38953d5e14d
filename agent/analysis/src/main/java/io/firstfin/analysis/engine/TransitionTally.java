package io.firstfin.analysis.engine;

import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.model.Transitions;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Trigger;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/** The steps of TCP's state machine that events prove, while they are counted. */
final class TransitionTally implements Serializable {

    private static final long serialVersionUID = 1;

    private final Map<Transition, Long> counts = new EnumMap<>(Transition.class);
    private long unplaced;

    void connect(FailureKind failure) {
        switch (failure) {
            case NONE -> add(Transition.CONNECT, Transition.CONNECTED);
            case REFUSED, TIMED_OUT, RESET -> add(Transition.CONNECT, Transition.CONNECT_FAILED);
            // what was cancelled, unreachable or without a port may never have sent a SYN
            default -> {}
        }
    }

    void accept() {
        add(Transition.SYN_RECEIVED, Transition.ACCEPTED);
    }

    void addAll(TransitionTally other) {
        other.counts.forEach((transition, count) -> counts.merge(transition, count, Long::sum));
        unplaced += other.unplaced;
    }

    /** @param timeWaitSeen the kernel showed our end in TIME_WAIT */
    void close(LastWord closed, Trigger trigger, boolean timeWaitSeen) {
        ClosedFirst first = closed.verdict().closedFirst();
        boolean proven = closed.verdict().confirmed()
                && !closed.verdict().isSupposed()
                && switch (first) {
                    case LOCAL -> ours(closed.ending(), trigger, timeWaitSeen);
                    case REMOTE -> peers(closed.ending());
                    case BOTH -> crossed(timeWaitSeen);
                    case UNKNOWN -> false;
                };
        unplaced += proven ? 0 : 1;
    }

    Transitions transitions() {
        return new Transitions(Map.copyOf(counts), unplaced);
    }

    private boolean ours(Ending ending, Trigger trigger, boolean timeWaitSeen) {
        switch (ending) {
            case FIN -> {
                add(Transition.FIRST_FIN_OURS);
                if (timeWaitSeen) {
                    add(Transition.ACKNOWLEDGED, Transition.TIME_WAIT);
                }
                return true;
            }
            case RESET_BY_PEER -> {
                // our end was first, and the reset is not ours: so it was our FIN
                add(Transition.FIRST_FIN_OURS);
                return true;
            }
            case FIN_THEN_RESET -> {
                add(Transition.FIRST_FIN_OURS, Transition.RESET_AFTER_FIN);
                return true;
            }
            case RESET_BY_LINGER -> {
                return reset(trigger);
            }
            default -> {
                // with data unread a Socket sends its FIN before the reset, a channel does not
                return false;
            }
        }
    }

    private boolean reset(Trigger trigger) {
        switch (trigger) {
            case SHUTDOWN_OUTPUT -> add(Transition.FIRST_FIN_OURS);
            case CLOSE, CLEANER, EXIT -> add(Transition.RESET);
            case UNKNOWN -> {
                return false;
            }
        }
        return true;
    }

    private boolean peers(Ending ending) {
        switch (ending) {
            case FIN -> {
                add(Transition.FIRST_FIN_OF_PEER, Transition.FIN_ANSWERED);
                return true;
            }
            case RESET_BY_LINGER, RESET_BY_UNREAD_DATA -> {
                // the reset is ours, so what the peer sent first was its FIN
                add(Transition.FIRST_FIN_OF_PEER);
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private boolean crossed(boolean timeWaitSeen) {
        add(Transition.FIRST_FIN_OURS, Transition.CROSSED);
        if (timeWaitSeen) {
            add(Transition.CROSSED_TIME_WAIT);
        }
        return true;
    }

    private void add(Transition... taken) {
        for (Transition transition : taken) {
            counts.merge(transition, 1L, Long::sum);
        }
    }
}
