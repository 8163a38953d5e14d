package io.firstfin.tracer.settle;

import io.firstfin.kernel.Endpoints;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of the connections still to be settled was the last on its ports: what the kernel shows there
 * is that one's and nobody else's. Holds as many as are pending, no more.
 */
final class LatestOnPorts {

    private final Map<Endpoints, UnsettledClose> last = new HashMap<>();

    void enter(UnsettledClose pending) {
        if (pending.endpoints() == null) {
            return;
        }
        UnsettledClose before = last.put(pending.endpoints(), pending);
        if (before == null) {
            return;
        }
        if (before.isEarlierThan(pending)) {
            before.markReused(pending.connection().openedNanos());
        } else {
            last.put(pending.endpoints(), before);
            pending.markReused(before.connection().openedNanos());
        }
    }

    void leave(UnsettledClose pending) {
        if (pending.endpoints() != null) {
            last.remove(pending.endpoints(), pending);
        }
    }
}
