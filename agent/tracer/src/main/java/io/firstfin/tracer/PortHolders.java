package io.firstfin.tracer;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.SocketTables;
import io.firstfin.kernel.TcpState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Says what the kernel shows on a local port: such as {@code 1 LISTEN, 12 TIME_WAIT}. Asked on the
 * thread whose bind failed, so it reads {@code /proc} and opens nothing.
 */
final class PortHolders implements IntFunction<String> {

    private static final int LIMIT = 10_000;

    @Override
    public String apply(int port) {
        List<SocketRow> rows;
        try (SocketTable kernel = SocketTables.procfs()) {
            rows =
                    kernel.dump(
                            EnumSet.allOf(TcpState.class),
                            row -> row.endpoints().localPort() == port,
                            LIMIT);
        } catch (Exception e) {
            return "unknown: " + e.getMessage();
        }
        Map<TcpState, Integer> counts = new EnumMap<>(TcpState.class);
        rows.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
        return counts.isEmpty()
                ? "nobody"
                : counts.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining(", "));
    }
}
