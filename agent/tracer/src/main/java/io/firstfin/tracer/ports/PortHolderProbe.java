package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.procfs.ProcSelfFd;
import io.firstfin.kernel.source.SocketTables;
import io.firstfin.tracer.sink.PortHolderText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Says who holds a local port, as {@code 1 LISTEN, 12 TIME_WAIT; held by another process of uid 1000;
 * ...}, and whether SO_REUSEADDR would help. Asked on the thread whose bind failed, so it reads {@code
 * /proc}, opens nothing, and does so once a second at most.
 */
public final class PortHolderProbe implements PortHolderText {

    private static final long SECOND = 1_000_000_000L;
    private static final int LIMIT = 10_000;

    private final AtomicLong lastAsked = new AtomicLong(System.nanoTime() - SECOND);

    @Override
    public String of(int port, boolean reuseAddress) {
        long now = System.nanoTime();
        long last = lastAsked.get();
        if (now - last < SECOND || !lastAsked.compareAndSet(last, now)) {
            return "not asked: another bind failed less than a second before";
        }
        List<SocketRow> rows = new ArrayList<>();
        try (SocketTable kernel = SocketTables.procfs()) {
            rows.addAll(kernel.dump(
                    EnumSet.allOf(TcpState.class), row -> row.endpoints().localPort() == port, LIMIT));
            String cut = rows.size() < LIMIT ? "" : "; counted are the first " + LIMIT + " alone";
            return text(rows, ownInodes(), reuseAddress) + cut;
        } catch (IOException | RuntimeException e) {
            return "unknown: " + e.getMessage();
        }
    }

    private static Set<Long> ownInodes() throws IOException {
        return ProcSelfFd.descriptorsByInode().keySet();
    }

    /** The rows of one local port in words; pure. */
    static String text(List<SocketRow> rows, Set<Long> ownInodes, boolean reuseAddress) {
        if (rows.isEmpty()) {
            return "nobody: bound by a socket that neither listens nor is connected, which the"
                    + " kernel lists nowhere";
        }
        Map<TcpState, Integer> counts = new EnumMap<>(TcpState.class);
        rows.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
        String states = counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
        return states + "; held by " + holders(rows, ownInodes) + "; "
                + advice(counts.containsKey(TcpState.LISTEN), reuseAddress);
    }

    /** This JVM first: it is the one that the reader can change. */
    private static String holders(List<SocketRow> rows, Set<Long> ownInodes) {
        List<String> holders = new ArrayList<>();
        if (rows.stream().anyMatch(row -> ownInodes.contains(row.inode()))) {
            holders.add("this JVM");
        }
        rows.stream()
                .filter(row -> row.inode() != 0 && !ownInodes.contains(row.inode()))
                .map(row -> "another process of uid " + row.uid())
                .distinct()
                .forEach(holders::add);
        if (rows.stream().anyMatch(row -> row.inode() == 0)) {
            holders.add("the kernel alone");
        }
        return String.join(", ", holders);
    }

    private static String advice(boolean listened, boolean reuseAddress) {
        if (listened) {
            return "SO_REUSEADDR would not help while a socket listens there";
        }
        return reuseAddress
                ? "SO_REUSEADDR is set and does not help: those sockets were made without it"
                : "SO_REUSEADDR set before bind would help, if those sockets had it set, too, as"
                        + " what a Java server accepts has";
    }
}
