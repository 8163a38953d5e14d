package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.TimeWaitProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/**
 * When the TIME_WAIT of a connection began: with the peer's FIN, which mostly answers ours at once
 * but may come long after. The kernel's timer tells; kept where it says otherwise than the look.
 */
final class TimeWaitBegins {

    private static final int MAX_LATE = 100_000;
    private static final Duration NEAR = Duration.ofSeconds(1);
    private static final Duration LASTS = Duration.ofSeconds(TimeWaitProjection.SECONDS);

    private final Connections connections;
    private final Map<String, Instant> late = new HashMap<>();
    private long notKept;

    TimeWaitBegins(Connections connections) {
        this.connections = connections;
    }

    void afterClose(RecordedEvent event) {
        if (!Fields.text(event, "state").equals("TIME_WAIT")) {
            return;
        }
        Instant look = event.getEndTime();
        Duration remaining = Fields.span(event, "remaining");
        Instant began =
                remaining.isNegative() ? Instant.MIN : look.plus(remaining).minus(LASTS);
        if (began.isAfter(look.minus(NEAR))) {
            return;
        }
        if (late.size() < MAX_LATE) {
            late.put(Fields.text(event, "connection"), began);
        } else {
            notKept++;
        }
    }

    /** @param closed when our code closed it, before which none began */
    Instant of(String connection, Instant closed) {
        Instant known = late.get(connection);
        if (known == null) {
            long look = connections.settledAt(connection);
            known = look == Long.MIN_VALUE ? closed : Instant.ofEpochSecond(0, look);
        }
        return known.isBefore(closed) ? closed : known;
    }

    long notKept() {
        return notKept;
    }
}
