package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/**
 * When the kernel was asked for all TIME_WAIT: the look that showed most, and the last one. One look
 * at the budgets is a row of events, one a budget, that come from one thread within a moment.
 */
final class TimeWaitLooks {

    /** A look at the kernel. */
    record Look(Instant time, Shown shown) {}

    private static final Duration ONE_LOOK = Duration.ofMillis(500);

    private final Best budgets = new Best();
    private final Best counters = new Best();
    private final Set<String> seen = new HashSet<>();
    private Look open;

    /** Keeps the look with most TIME_WAIT and the newest one. */
    private static final class Best {
        private Look peak;
        private Look last;

        void add(Look look) {
            peak = peak == null || look.shown.timeWait() > peak.shown.timeWait() ? look : peak;
            last = last == null || !look.time.isBefore(last.time) ? look : last;
        }
    }

    /** The pool of binds has the same sockets as the destinations: it would count them twice. */
    void budget(PortSide side, RecordedEvent event) {
        if (side == PortSide.BIND) {
            return;
        }
        Instant time = event.getEndTime();
        String key = side
                + Fields.text(event, "localAddress")
                + ' '
                + Fields.number(event, "localPort")
                + ' '
                + Fields.text(event, "remoteAddress")
                + ' '
                + Fields.number(event, "remotePort");
        boolean same = open != null
                && !seen.contains(key)
                && Duration.between(open.time, time).abs().compareTo(ONE_LOOK) < 0;
        if (!same) {
            endLook();
            open = new Look(time, new Shown(true, 0, 0, 0, 0));
        }
        seen.add(key);
        open = new Look(open.time, plus(open.shown, event));
    }

    void counters(RecordedEvent event) {
        long timeWait = Fields.number(event, "timeWaitSockets");
        if (timeWait >= 0) {
            counters.add(new Look(event.getEndTime(), new Shown(false, timeWait, -1, -1, 0)));
        }
    }

    /** The look with most TIME_WAIT; empty where the kernel was never asked. */
    Optional<Look> peak() {
        return Optional.ofNullable(best().peak);
    }

    /** The last look. */
    Optional<Look> last() {
        return Optional.ofNullable(best().last);
    }

    private Best best() {
        endLook();
        return budgets.last == null ? counters : budgets;
    }

    private void endLook() {
        if (open != null) {
            budgets.add(open);
            open = null;
        }
        seen.clear();
    }

    private static Shown plus(Shown so, RecordedEvent event) {
        return new Shown(
                true,
                so.timeWait() + Math.max(0, Fields.number(event, "timeWait")),
                sum(so.ours(), Fields.number(event, "timeWaitOurs")),
                sum(so.otherProcesses(), Fields.number(event, "otherProcesses")),
                Math.max(so.leftOut(), Fields.number(event, "truncated")));
    }

    /** Unknown as soon as a part of it is. */
    private static long sum(long one, long other) {
        return one < 0 || other < 0 ? -1 : one + other;
    }
}
