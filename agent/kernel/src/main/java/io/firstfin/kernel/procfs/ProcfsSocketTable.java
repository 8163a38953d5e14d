package io.firstfin.kernel.procfs;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The kernel's sockets as {@code /proc/net/tcp} and {@code tcp6} list them. Any question reads the
 * whole list, some 3 us a socket; so {@link #find} asks one snapshot for a while, by default
 * 200 ms, and its answers may be that old. Many questions at once are for {@link #viewOf}. {@link #refresh} begins a new one. Rows have no cookie.
 */
public final class ProcfsSocketTable implements SocketTable {
    private static final Duration DEFAULT_AGE = Duration.ofMillis(200);

    private final ReentrantLock lock = new ReentrantLock();
    private final Path procRoot;
    private final long maxAgeNanos;
    private final String reason;
    private SocketSnapshot snapshot;

    /** @param procRoot whose network namespace: {@code /proc/self} or {@code /proc/PID} */
    public ProcfsSocketTable(Path procRoot) {
        this(procRoot, DEFAULT_AGE, null);
    }

    /** @param reason why there is no better source than this */
    public ProcfsSocketTable(Path procRoot, String reason) {
        this(procRoot, DEFAULT_AGE, reason);
    }

    /** @param maxAge how old the answers of {@link #find} may be */
    public ProcfsSocketTable(Path procRoot, Duration maxAge) {
        this(procRoot, maxAge, null);
    }

    private ProcfsSocketTable(Path procRoot, Duration maxAge, String reason) {
        this.procRoot = procRoot;
        this.maxAgeNanos = maxAge.toNanos();
        this.reason = reason;
    }

    @Override
    public Source source() {
        return Source.PROCFS;
    }

    @Override
    public String sourceReason() {
        return reason;
    }

    @Override
    public SocketTable viewOf(Collection<Endpoints> connections) throws IOException {
        ProcfsView view = new ProcfsView(this, connections);
        view.read(procRoot);
        return view;
    }

    @Override
    public SocketRow find(Endpoints endpoints) throws IOException {
        lock.lock();
        try {
            if (snapshot == null || snapshot.olderThan(maxAgeNanos)) {
                snapshot = SocketSnapshot.take(procRoot);
            }
            SocketRow row = snapshot.find(endpoints);
            return row != null || snapshot.isComplete() ? row : scanFor(endpoints);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) throws IOException {
        List<SocketRow> rows = new ArrayList<>();
        ProcNetTcp.read(procRoot, row -> {
            if (rows.size() < limit && states.contains(row.state()) && keep.test(row)) {
                rows.add(row);
            }
        });
        return rows;
    }

    @Override
    public void refresh() {
        lock.lock();
        try {
            snapshot = null;
        } finally {
            lock.unlock();
        }
    }

    /** Drops the snapshot; there is nothing else to release. */
    @Override
    public void close() {
        refresh();
    }

    private SocketRow scanFor(Endpoints endpoints) throws IOException {
        SocketRow[] found = new SocketRow[1];
        ProcNetTcp.read(procRoot, row -> {
            if (row.endpoints().equals(endpoints)) {
                found[0] = row;
            }
        });
        return found[0];
    }
}
