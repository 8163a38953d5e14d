package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketTable;
import io.firstfin.tracer.ports.BudgetKey.Side;
import io.firstfin.tracer.sink.PortExhaustion;
import io.firstfin.tracer.sink.PortExhaustion.Call;
import io.firstfin.tracer.sink.PortExhaustion.Failure;
import io.firstfin.tracer.sink.Sinks;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Reports who held the ports when a call found none free. */
final class PortExhaustionReporter implements BlackBox.Reporter<Failure> {

    private final BudgetCounter counter;
    private final Supplier<SocketTable> kernel;
    private final Sinks sinks;

    PortExhaustionReporter(BudgetCounter counter, Supplier<SocketTable> kernel, Sinks sinks) {
        this.counter = counter;
        this.kernel = kernel;
        this.sinks = sinks;
    }

    @Override
    public void report(Failure failure) throws IOException {
        boolean bind = failure.call() == Call.BIND;
        BudgetKey pool = bind ? BudgetKey.bind(failure.asked().getAddress()) : null;
        BudgetTable budgets = counter.take(kernel.get(), bind ? List.of(pool) : List.of());
        BudgetTally tally = bind ? budgets.find(pool) : toward(failure, budgets);
        PortExhaustion found = new PortExhaustion(
                failure,
                tally.key.local(),
                budgets.use(tally),
                tally.guilty(),
                budgets.ports().settings());
        sinks.report(sink -> sink.portsExhausted(found));
    }

    /** The kernel chose our address, if it came so far: the one most used toward the destination. */
    private static BudgetTally toward(Failure failure, BudgetTable budgets) {
        InetAddress remote = failure.asked().getAddress();
        int port = failure.asked().getPort();
        return budgets.all().stream()
                .filter(tally -> tally.key.side() == Side.CLIENT)
                .filter(tally -> tally.key.remotePort() == port)
                .filter(tally -> tally.key.remote().equals(remote))
                .max(Comparator.comparingInt(BudgetTally::rows))
                .orElseGet(() -> new BudgetTally(new BudgetKey(Side.CLIENT, null, 0, remote, port)));
    }
}
