package io.firstfin.kernel.procfs;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The sockets of one reading by 4-tuple, up to a number that bounds the memory to some 10 MB. */
final class SocketSnapshot {
    private static final int MAX_ROWS = 1 << 15;

    private final Map<Endpoints, SocketRow> rows = new HashMap<>();
    private long takenNanos;
    private boolean complete = true;

    private SocketSnapshot() {}

    static SocketSnapshot take(Path procRoot) throws IOException {
        SocketSnapshot snapshot = new SocketSnapshot();
        ProcNetTcp.read(procRoot, snapshot::add);
        // not when it began: where reading takes longer than an answer may be old, each would be read for
        snapshot.takenNanos = System.nanoTime();
        return snapshot;
    }

    SocketRow find(Endpoints endpoints) {
        return rows.get(endpoints);
    }

    boolean olderThan(long nanos) {
        return System.nanoTime() - takenNanos > nanos;
    }

    /** Whether every socket fitted in. */
    boolean isComplete() {
        return complete;
    }

    private void add(SocketRow row) {
        if (rows.size() < MAX_ROWS) {
            rows.put(row.endpoints(), row);
        } else {
            complete = false;
        }
    }
}
