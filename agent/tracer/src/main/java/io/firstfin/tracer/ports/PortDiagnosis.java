package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.PortWatch;
import io.firstfin.tracer.sink.RecordingSwitch;
import io.firstfin.tracer.verdict.Role;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The diagnosis of ports put together, and what the application's threads tell it. */
public final class PortDiagnosis implements PortWatch {

    private final OpenRates opens = new OpenRates();
    private final RecentCloses closes = new RecentCloses();
    private final BlackBox blackBox;
    private final PortBudgetReporter budgets;
    private final AcceptQueueReporter queues;
    private final HangingReporter leaks;
    private final UntracedConnections untraced;
    private final UnreleasedChannelReporter unreleased;

    /**
     * @param opened the kernel's table; gives null as long as it may not be opened
     * @param table the same, which opens it: after a first connect it may be
     * @param reader reads {@code tcp_info} whole; gives null where no native call can be made
     */
    public PortDiagnosis(
            ConnectionTable connections,
            RecordingSwitch recording,
            Supplier<SocketTable> opened,
            Supplier<SocketTable> table,
            Supplier<TcpInfoReader> reader,
            Consumer<Throwable> errors) {
        BudgetCounter census = new BudgetCounter(connections, closes, recording, jvmStartMillis());
        this.blackBox = new BlackBox(
                new PortExhaustionReporter(census, table), new PortInUseReporter(connections, closes, table), errors);
        this.budgets = new PortBudgetReporter(census, opens, opened, errors);
        this.queues = new AcceptQueueReporter(connections, opened, errors);
        this.leaks = new HangingReporter(connections, new PeerFinTimes(connections, reader), queues, opened, errors);
        this.untraced = new UntracedConnections(connections, recording, opened, KernelCounters::read, errors);
        this.unreleased = new UnreleasedChannelReporter(connections);
    }

    /** What we closed lately: to be told of each close, and of what the kernel says to it. */
    public RecentCloses closes() {
        return closes;
    }

    public BlackBox blackBox() {
        return blackBox;
    }

    public PortBudgetReporter budgets() {
        return budgets;
    }

    public HangingReporter leaks() {
        return leaks;
    }

    public AcceptQueueReporter acceptQueues() {
        return queues;
    }

    /** What happens in this process that is not traced. */
    public UntracedConnections untraced() {
        return untraced;
    }

    public UnreleasedChannelReporter unreleased() {
        return unreleased;
    }

    @Override
    public void opened(Connection connection) {
        Endpoints ends = connection.endpoints();
        if (ends != null) {
            opens.add(connection.role() == Role.SERVER ? BudgetKey.server(ends) : BudgetKey.client(ends));
        }
    }

    @Override
    public void boundFirst(InetSocketAddress local) {
        opens.add(BudgetKey.bind(local.getAddress()));
    }

    @Override
    public void exhausted(Call call, Connection connection, InetSocketAddress asked, String failure) {
        blackBox.note(call, connection, asked, failure);
    }

    @Override
    public void inUse(Connection connection, String failure) {
        blackBox.noteConflict(connection, failure);
    }

    /** 0 where nobody tells: then no TIME_WAIT is taken for older than this JVM. */
    private static long jvmStartMillis() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }
}
