package io.firstfin.tracer.ports;

import io.firstfin.bootstrap.PortExhaustionEvent;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.sysctl.KernelSettings;
import io.firstfin.tracer.ports.BlackBox.Call;
import io.firstfin.tracer.ports.BudgetKey.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the PortExhaustion event of a call that found no free port. */
final class PortExhaustionReporter implements Consumer<BlackBox.Failure> {

    private final BudgetCounter counter;
    private final Supplier<SocketTable> kernel;

    PortExhaustionReporter(BudgetCounter counter, Supplier<SocketTable> kernel) {
        this.counter = counter;
        this.kernel = kernel;
    }

    @Override
    public void accept(BlackBox.Failure failure) {
        PortExhaustionEvent event = new PortExhaustionEvent();
        if (!event.isEnabled()) {
            return;
        }
        event.call = failure.call().name();
        event.api = failure.api();
        event.failedAt = failure.site();
        event.failure = failure.text();
        event.suppressed = failure.suppressed();
        try {
            look(event, failure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        event.commit();
    }

    private void look(PortExhaustionEvent event, BlackBox.Failure failure) throws IOException {
        boolean bind = failure.call() == Call.BIND;
        BudgetKey pool = bind ? BudgetKey.bind(failure.asked().getAddress()) : null;
        BudgetTable budgets = counter.take(kernel.get(), bind ? List.of(pool) : List.of());
        BudgetTally tally = bind ? budgets.find(pool) : toward(failure, budgets);
        InetAddress remote = bind ? null : failure.asked().getAddress();
        event.localAddress = PortBudgetReporter.text(tally.key.local());
        event.remoteAddress = PortBudgetReporter.text(remote);
        event.remotePort = bind ? 0 : failure.asked().getPort();
        budgets.use(tally).fill(event);
        event.guilty = tally.guilty();
        event.settings = settings(budgets.ports().settings());
    }

    /** The kernel chose our address, if it came so far: the one most used toward the destination. */
    private static BudgetTally toward(BlackBox.Failure failure, BudgetTable budgets) {
        InetAddress remote = failure.asked().getAddress();
        int port = failure.asked().getPort();
        return budgets.all().stream()
                .filter(tally -> tally.key.side() == Side.CLIENT)
                .filter(tally -> tally.key.remotePort() == port)
                .filter(tally -> tally.key.remote().equals(remote))
                .max(Comparator.comparingInt(BudgetTally::rows))
                .orElseGet(() -> new BudgetTally(new BudgetKey(Side.CLIENT, null, 0, remote, port)));
    }

    private static String settings(KernelSettings settings) {
        return "ip_local_port_range=" + settings.firstPort() + "-" + settings.lastPort()
                + ", ip_local_reserved_ports="
                + (settings.reservedPorts() == null ? "" : settings.reservedPorts())
                + ", tcp_tw_reuse=" + settings.twReuse()
                + ", tcp_tw_reuse_delay=" + settings.twReuseDelay()
                + ", tcp_timestamps=" + settings.timestamps()
                + ", tcp_max_tw_buckets=" + settings.maxTimeWaitBuckets()
                + ", tcp_fin_timeout=" + settings.finTimeout();
    }
}
