package io.firstfin.kernel.procfs;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One reading of the tables, of which it keeps the sockets of some connections and of their other
 * ends. Reading a full table takes 50 ms and more; so it remembers when each row was read, and tells
 * what is left on a timer as it runs on since then.
 */
final class ProcfsView implements SocketTable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SocketTable table;
    private final Set<Endpoints> wanted = new HashSet<>();
    private final BitSet localPorts = new BitSet();
    private final BitSet remotePorts = new BitSet();
    private final Map<Endpoints, Read> rows = new HashMap<>();

    private record Read(SocketRow row, long nanos) {}

    /** @param table for questions about other connections */
    ProcfsView(SocketTable table, Collection<Endpoints> connections) {
        this.table = table;
        for (Endpoints connection : connections) {
            want(connection);
            want(connection.mirrored());
        }
    }

    /** @throws IOException when a table cannot be read or is none; IPv6 alone may be missing */
    void read(Path procRoot) throws IOException {
        TableLines[] lines = new TableLines[1];
        lines[0] = new TableLines(localPorts, remotePorts, line -> keep(line, lines[0].readNanos()));
        ProcNetTcp.read(procRoot, lines[0]);
    }

    private void want(Endpoints end) {
        wanted.add(end);
        localPorts.set(end.localPort());
        remotePorts.set(end.remotePort());
    }

    private void keep(String line, long nanos) {
        SocketRow row = ProcNetTcpParser.parse(line);
        if (row != null && wanted.contains(row.endpoints())) {
            rows.put(row.endpoints(), new Read(row, nanos));
        }
    }

    @Override
    public Source source() {
        return Source.PROCFS;
    }

    @Override
    public String sourceReason() {
        return table.sourceReason();
    }

    @Override
    public SocketRow find(Endpoints endpoints) throws IOException {
        Read read = rows.get(endpoints);
        if (read == null) {
            return wanted.contains(endpoints) ? null : table.find(endpoints);
        }
        return asOfNow(read.row, (System.nanoTime() - read.nanos) / NANOS_PER_MILLI);
    }

    private static SocketRow asOfNow(SocketRow row, long millis) {
        return row.expiresMillis() < 0
                ? row
                : new SocketRow(
                        row.state(),
                        row.endpoints(),
                        row.cookie(),
                        row.timer(),
                        Math.max(0, row.expiresMillis() - millis),
                        row.inode(),
                        row.uid(),
                        row.receiveQueue(),
                        row.sendQueue());
    }

    @Override
    public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) throws IOException {
        return table.dump(states, keep, limit);
    }

    @Override
    public void close() {
        rows.clear();
    }
}
