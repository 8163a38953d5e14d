package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.TableUse;
import io.firstfin.tracer.connection.ConnectAttempt;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.BindResult;
import io.firstfin.tracer.sink.PortExhaustion.Call;
import io.firstfin.tracer.sink.Sink;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Role;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.Event;

/**
 * The diagnosis of ports put together. As a sink it counts, or leaves a note, what the threads of the application
 * open and fail to open.
 */
public final class PortDiagnosis implements Sink {

    private final OpenRates opens = new OpenRates();
    private final RecentCloses closes = new RecentCloses();
    private final Sinks sinks;
    private final BlackBox blackBox;
    private final PortBudgetReporter budgets;
    private final AcceptQueueReporter queues;
    private final HangingReporter hanging;
    private final UntracedConnections untraced;
    private final UnreleasedChannelReporter unreleased;

    /**
     * @param opened the kernel's table; gives null as long as it may not be opened
     * @param table the same, which opens it: after a first connect it may be
     * @param reader reads {@code tcp_info} whole; gives null where no native call can be made
     */
    public PortDiagnosis(
            ConnectionTable connections,
            Sinks sinks,
            Supplier<SocketTable> opened,
            Supplier<SocketTable> table,
            Supplier<TcpInfoReader> reader,
            Consumer<Throwable> errors) {
        this.sinks = sinks;
        BudgetCounter counter = new BudgetCounter(connections, closes, sinks, jvmStartMillis());
        this.blackBox = new BlackBox(
                new PortExhaustionReporter(counter, table, sinks),
                new PortInUseReporter(connections, closes, table, sinks),
                new DescriptorReporter(connections, opened, sinks),
                errors);
        Supplier<TableSampler> samplers = () -> new TableSampler(opened, errors);
        this.budgets = new PortBudgetReporter(
                counter,
                new OpenHttpClients(connections, number -> tcpInfo(reader.get(), number)),
                opens,
                samplers.get(),
                sinks);
        this.queues = new AcceptQueueReporter(connections, samplers.get(), sinks);
        this.hanging = new HangingReporter(connections, reader, queues, samplers, sinks);
        this.untraced = new UntracedConnections(connections, sinks, samplers.get(), KernelCounters::read);
        this.unreleased = new UnreleasedChannelReporter(connections, sinks);
    }

    /** What this JVM closed lately: hears of each close, and of its settlement. */
    public RecentCloses closes() {
        return closes;
    }

    /** The tables of the diagnosis that are kept between samples. */
    public List<TableUse> tables() {
        return List.of(
                new TableUse(BoundedTable.RECENT_CLOSES, closes.size()),
                new TableUse(BoundedTable.OPEN_RATES, opens.size()),
                new TableUse(BoundedTable.WAITING_TO_BE_ACCEPTED, queues.remembered()));
    }

    public BlackBox blackBox() {
        return blackBox;
    }

    public PortBudgetReporter budgets() {
        return budgets;
    }

    public HangingReporter hanging() {
        return hanging;
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
    public Level level() {
        return Level.OFF;
    }

    @Override
    public boolean isFollower() {
        return true;
    }

    @Override
    public boolean wantsSettlements() {
        return false;
    }

    @Override
    public Event connected(Connection connection) {
        return opened(connection);
    }

    @Override
    public Event accepted(Connection connection) {
        return opened(connection);
    }

    private Event opened(Connection connection) {
        Endpoints ends = connection.endpoints();
        if (ends != null) {
            opens.add(connection.role() == Role.SERVER ? BudgetKey.server(ends) : BudgetKey.client(ends));
        }
        return null;
    }

    @Override
    public Event connectFailed(Connection connection) {
        Endpoints ends = connection.endpoints();
        ConnectAttempt attempt = connection.attempt();
        if (ends == null) {
            return null;
        }
        if (attempt.failureKind() == FailureKind.PORTS_EXHAUSTED && sinks.wantsExhaustions()) {
            InetSocketAddress asked = new InetSocketAddress(ends.remote(), ends.remotePort());
            blackBox.note(Call.CONNECT, connection, asked, attempt.failureText());
        } else if (attempt.failureKind() == FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION && sinks.wantsPortsInUse()) {
            blackBox.noteConflict(connection, attempt.failureText());
        }
        return null;
    }

    @Override
    public Event bound(BindResult result) {
        if (result.failure() == null && result.anyPort() && !result.listening()) {
            opens.add(BudgetKey.bind(result.local().getAddress()));
        } else if (result.addressInUse() && result.anyPort() && sinks.wantsExhaustions()) {
            blackBox.note(Call.BIND, result.connection(), result.local(), result.failure());
        }
        return null;
    }

    @Override
    public void outOfDescriptors(boolean accept, int port, String failure) {
        if (sinks.wantsExhaustions()) {
            blackBox.noteDescriptor(accept, port, failure);
        }
    }

    private static TcpInfo tcpInfo(TcpInfoReader reader, int number) {
        return reader == null ? null : reader.read(number);
    }

    /** 0 where it is not known: then no TIME_WAIT is taken for older than this JVM. */
    private static long jvmStartMillis() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }
}
