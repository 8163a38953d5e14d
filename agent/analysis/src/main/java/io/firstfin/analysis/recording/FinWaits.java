package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.FinWait2;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/** Connections in FIN_WAIT2: held by our half-close, or left to the kernel by our close. */
final class FinWaits {

    private static final int MAX_CONNECTIONS = 50_000;
    private static final String FIN_WAIT2 = "FIN_WAIT2";

    private record Key(Destination destination, boolean held, CallSite site, String openedBy) {}

    private record HalfClose(Instant time, CallSite site) {}

    private final Map<String, HalfClose> halfClosed = new HashMap<>();
    private final Map<String, String> openers = new HashMap<>();
    private final Set<String> orphans = new HashSet<>();
    private final Map<Key, FinWait2> counted = new LinkedHashMap<>();
    private long notKept;

    void halfClose(RecordedEvent event, CallSite site) {
        if (halfClosed.size() < MAX_CONNECTIONS) {
            halfClosed.putIfAbsent(Fields.text(event, "connection"), new HalfClose(event.getEndTime(), site));
        } else {
            notKept++;
        }
    }

    /** It waits for the peer's FIN: who opened it. */
    void waiting(RecordedEvent event) {
        String openedBy = Fields.text(event, "openedBy");
        String connection = Fields.text(event, "connection");
        if (openedBy.isEmpty()) {
            return;
        }
        if (openers.size() < MAX_CONNECTIONS || openers.containsKey(connection)) {
            openers.put(connection, openedBy);
        } else {
            notKept++;
        }
    }

    /** What the kernel showed after the close; the last word holds. */
    void afterClose(RecordedEvent event) {
        String connection = Fields.text(event, "connection");
        if (!Fields.text(event, "state").equals(FIN_WAIT2)) {
            orphans.remove(connection);
        } else if (orphans.size() < MAX_CONNECTIONS) {
            orphans.add(connection);
        } else {
            notKept++;
        }
    }

    void close(String connection, Destination destination, RecordedEvent event) {
        HalfClose half = halfClosed.remove(connection);
        if (half != null && Fields.text(event, "kernelState").equals(FIN_WAIT2)) {
            held(connection, destination, half, event.getEndTime(), 0);
        } else if (half == null && orphans.contains(connection)) {
            count(new FinWait2(destination, false, CallSite.UNKNOWN, "", 1, Duration.ZERO, 0));
        }
    }

    /** It was opened, and no file holds its close. */
    void staysOpen(String connection, Destination destination, Instant end) {
        HalfClose half = halfClosed.remove(connection);
        if (half != null) {
            held(connection, destination, half, end, 1);
        }
    }

    List<FinWait2> all() {
        return new ArrayList<>(counted.values());
    }

    long notKept() {
        return notKept;
    }

    private void held(String connection, Destination destination, HalfClose half, Instant until, int neverClosed) {
        Duration time = Duration.between(half.time, until);
        if (time.compareTo(FinWait2.LONG) >= 0) {
            count(new FinWait2(
                    destination, true, half.site, openers.getOrDefault(connection, ""), 1, time, neverClosed));
        }
    }

    private void count(FinWait2 one) {
        counted.merge(
                new Key(one.destination(), one.held(), one.site(), one.openedBy()),
                one,
                (all, more) -> new FinWait2(
                        all.destination(),
                        all.held(),
                        all.site(),
                        all.openedBy(),
                        all.count() + more.count(),
                        all.longest().compareTo(more.longest()) >= 0 ? all.longest() : more.longest(),
                        all.neverClosed() + more.neverClosed()));
    }
}
