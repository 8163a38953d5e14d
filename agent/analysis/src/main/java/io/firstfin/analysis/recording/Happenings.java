package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FailureKind;
import io.firstfin.analysis.model.Happening;
import io.firstfin.analysis.model.Role;
import io.firstfin.analysis.model.Timeline;
import io.firstfin.analysis.model.Transitions;
import io.firstfin.analysis.model.Window;
import java.time.Instant;
import java.util.List;

/** What happened when, and which steps of TCP it proves, over all JVMs. */
final class Happenings {

    private final TimelineTally timeline;
    private final TransitionTally transitions = new TransitionTally();

    /** @param windows when was recorded, in order */
    Happenings(List<Window> windows) {
        timeline = new TimelineTally(windows);
    }

    /** A connect or an accept ended. */
    void open(int jvm, Destination destination, FailureKind failure, Instant time, boolean staysOpen) {
        timeline.add(
                switch (failure) {
                    case NONE -> Happening.OPENED;
                    case PORTS_EXHAUSTED -> Happening.OUT_OF_PORTS;
                    default -> Happening.FAILED;
                },
                jvm,
                destination,
                time);
        if (staysOpen) {
            timeline.staysOpen(jvm, destination);
        }
        if (destination.role() == Role.SERVER) {
            transitions.accept();
        } else {
            transitions.connect(failure);
        }
    }

    /** @param timeWaitSeen the kernel showed our end in TIME_WAIT */
    void close(CloseGroup closed, Instant time, boolean timeWaitSeen) {
        timeline.add(
                switch (closed.verdict().closedFirst()) {
                    case LOCAL -> Happening.CLOSED_BY_US;
                    case REMOTE -> Happening.CLOSED_BY_PEER;
                    default -> Happening.CLOSED_OTHERWISE;
                },
                closed.jvm(),
                closed.destination(),
                time);
        if (closed.leavesTimeWaitWithUs()) {
            timeline.add(Happening.TIME_WAIT_BEGAN, closed.jvm(), closed.destination(), time);
        }
        transitions.close(closed, timeWaitSeen);
    }

    /** The kernel counted so many sockets in TIME_WAIT; negative when it did not tell. */
    void timeWaitCounted(String network, Instant time, long count) {
        if (count >= 0) {
            timeline.timeWaitCounted(network, time, count);
        }
    }

    /** What the kernel showed of budgets of ports. */
    BudgetTally budgets() {
        return timeline.budgets();
    }

    Timeline timeline(Sources sources) {
        return timeline.timeline(sources);
    }

    Transitions transitions() {
        return transitions.transitions();
    }
}
