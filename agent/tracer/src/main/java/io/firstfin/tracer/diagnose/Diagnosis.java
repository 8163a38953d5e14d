package io.firstfin.tracer.diagnose;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.PortWatch;
import io.firstfin.tracer.connection.RecordingSwitch;
import io.firstfin.tracer.connection.Role;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The diagnosis of ports put together, and what the application's threads tell it. */
public final class Diagnosis implements PortWatch {

    private final Opens opens = new Opens();
    private final RecentCloses closes = new RecentCloses();
    private final BlackBox blackBox;
    private final PortBudgets budgets;
    private final AcceptQueues queues;
    private final Leaks leaks;
    private final Untraced untraced;
    private final UnreleasedChannels unreleased;

    /**
     * @param opened the kernel's table; gives null as long as it may not be opened
     * @param table the same, which opens it: after a first connect it may be
     * @param reader reads {@code tcp_info} whole; gives null where no native call can be made
     */
    public Diagnosis(
            ConnectionTable connections,
            RecordingSwitch recording,
            Supplier<SocketTable> opened,
            Supplier<SocketTable> table,
            Supplier<TcpInfoReader> reader,
            Consumer<Throwable> errors) {
        Census census = new Census(connections, closes, recording, jvmStartMillis());
        this.blackBox =
                new BlackBox(new Exhaustions(census, table), new PortConflicts(connections, closes, table), errors);
        this.budgets = new PortBudgets(census, opens, opened, errors);
        this.queues = new AcceptQueues(connections, opened, errors);
        this.leaks = new Leaks(connections, new PeerFins(connections, reader), queues, opened, errors);
        this.untraced = new Untraced(connections, recording, opened, KernelCounters::read, errors);
        this.unreleased = new UnreleasedChannels(connections);
    }

    /** What we closed lately: to be told of each close, and of what the kernel says to it. */
    public RecentCloses closes() {
        return closes;
    }

    public BlackBox blackBox() {
        return blackBox;
    }

    public PortBudgets budgets() {
        return budgets;
    }

    public Leaks leaks() {
        return leaks;
    }

    public AcceptQueues acceptQueues() {
        return queues;
    }

    /** What happens in this process that is not traced. */
    public Untraced untraced() {
        return untraced;
    }

    public UnreleasedChannels unreleased() {
        return unreleased;
    }

    @Override
    public void opened(Connection connection) {
        Endpoints ends = connection.endpoints();
        if (ends != null) {
            opens.add(connection.role() == Role.SERVER ? PortKey.server(ends) : PortKey.client(ends));
        }
    }

    @Override
    public void boundFirst(InetSocketAddress local) {
        opens.add(PortKey.bind(local.getAddress()));
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
