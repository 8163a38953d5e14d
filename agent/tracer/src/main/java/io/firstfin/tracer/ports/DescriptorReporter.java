package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.procfs.ProcLimits;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.DescriptorExhaustion;
import io.firstfin.tracer.sink.Sinks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reports what this JVM held open when it got no descriptor. There is none for FirstFin either: so it asks the kernel
 * only where its own socket is open already, and reads the limit before.
 */
final class DescriptorReporter implements BlackBox.Reporter<DescriptorExhaustion.Failure> {

    private final ConnectionTable table;
    private final Supplier<SocketTable> kernel;
    private final Sinks sinks;
    private final long limit = ProcLimits.openFiles();

    /** @param kernel gives null as long as the table may not be opened */
    DescriptorReporter(ConnectionTable table, Supplier<SocketTable> kernel, Sinks sinks) {
        this.table = table;
        this.kernel = kernel;
        this.sinks = sinks;
    }

    @Override
    public void report(DescriptorExhaustion.Failure failure) {
        List<Connection> open = new ArrayList<>();
        table.forEach(connection -> {
            if (connection.isOpen()) {
                open.add(connection);
            }
        });
        Map<String, Integer> openers = new HashMap<>();
        for (Connection connection : open) {
            if (connection.opener() != null) {
                openers.merge(connection.opener(), 1, Integer::sum);
            }
        }
        Map.Entry<String, Integer> most = openers.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElse(null);
        Map<TcpState, Integer> states = states();
        DescriptorExhaustion found = new DescriptorExhaustion(
                failure,
                limit,
                open.size(),
                count(states, TcpState.ESTABLISHED),
                count(states, TcpState.CLOSE_WAIT),
                most == null ? null : most.getKey(),
                most == null ? 0 : most.getValue());
        sinks.report(sink -> sink.descriptorsExhausted(found));
    }

    private static int count(Map<TcpState, Integer> states, TcpState state) {
        return states == null ? -1 : states.getOrDefault(state, 0);
    }

    /** The states of our connections; null where the kernel cannot be asked. */
    private Map<TcpState, Integer> states() {
        OwnSockets own = new OwnSockets(table);
        own.begin();
        Map<TcpState, Integer> states = new EnumMap<>(TcpState.class);
        try {
            SocketTable sockets = kernel.get();
            if (sockets == null || sockets.source() == SocketTable.Source.NONE) {
                return null;
            }
            sockets.visit(EnumSet.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT), socket -> {
                if (own.traced(socket) != null) {
                    states.merge(socket.state(), 1, Integer::sum);
                }
            });
            return states;
        } catch (IOException | RuntimeException noDescriptor) {
            return null;
        }
    }
}
