package io.firstfin.tracer.control;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.kernel.SocketTable;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.OwnThreads;
import io.firstfin.tracer.base.SuppressedErrors;
import io.firstfin.tracer.base.TableUse;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.hooks.Hooks;
import io.firstfin.tracer.hooks.socket.ExitHooks;
import io.firstfin.tracer.lifecycle.Adoption;
import io.firstfin.tracer.lifecycle.SocketTracer;
import io.firstfin.tracer.ports.PortDiagnosis;
import io.firstfin.tracer.ports.PortHolderProbe;
import io.firstfin.tracer.record.RecordingSession;
import io.firstfin.tracer.settle.Settler;
import io.firstfin.tracer.sink.CountersSink;
import io.firstfin.tracer.sink.JfrSink;
import io.firstfin.tracer.sink.PeriodicEvents;
import io.firstfin.tracer.sink.RecordingWatch;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.tracer.sink.Status;
import io.firstfin.tracer.weave.Weaving;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The tracer put together: made at attach, closed at detach, nothing of it left afterwards. */
final class Tracing implements AutoCloseable {

    private static final long SETTLE_AT_EXIT_MILLIS = 200;

    private final String version;
    private final SuppressedErrors errors = new SuppressedErrors();
    private final ConnectionTable table = new ConnectionTable();
    private final Sinks sinks = new Sinks(errors);
    private final JfrSink jfr = new JfrSink();
    private final CountersSink counters = new CountersSink();
    private final KernelAccess kernel = new KernelAccess();
    private final PortDiagnosis diagnosis =
            new PortDiagnosis(table, sinks, this::kernelIfAllowed, kernel::table, kernel::reader, errors);
    // of all sinks only JFR's is worth what the feed costs the kernel: the counters do without
    private final Settler settler = new Settler(
            kernel::table, () -> kernel.feed(jfr.isOn()), this::kernelMayBeOpened, diagnosis.closes(), sinks, errors);
    private final PeriodicEvents periodic = new PeriodicEvents(
            sinks,
            this::sampledStatus,
            diagnosis.budgets()::report,
            diagnosis.hanging()::reportCloseWaits,
            diagnosis.hanging()::reportFinWaits,
            diagnosis.acceptQueues()::report,
            diagnosis.unreleased()::report);
    private final RecordingWatch watch = new RecordingWatch(sinks, jfr, periodic);
    private final Weaving weaving;
    private final Adoption adoption = new Adoption(table);
    private final OpenConnections openConnections = new OpenConnections(adoption, this::kernelIfAllowed, errors);
    private volatile SocketTracer tracer;
    private boolean ahead;
    private volatile Runnable atExit = () -> {};

    /** Made when we come: to leave must take no memory that the application may have used up by then. */
    private final List<Runnable> waysOut;

    Tracing(Instrumentation instrumentation, String version) {
        this.version = version;
        sinks.add(jfr);
        sinks.add(counters);
        sinks.add(diagnosis);
        this.weaving = new Weaving(instrumentation, Hooks.SOCKETS, errors);
        this.waysOut = List.of(
                openConnections::stop,
                weaving::unweave,
                watch::stop,
                Tracing::closeTheRoad,
                diagnosis.blackBox()::stop,
                settler::stop,
                kernel::close);
    }

    /**
     * JFR is met before weaving: JDK 15 to 22 can deadlock the other way round (JDK-8371889).
     *
     * @param running whether the application runs already, so that connections may be open; where it
     *     does not, {@link #weaveAhead} has to follow
     */
    void open(boolean running) {
        sinks.onStart(() -> {
            openConnections.recordingStarts();
            settler.wake();
        });
        tracer =
                new SocketTracer(table, adoption, kernel::reader, sinks, new PortHolderProbe(), settler::offer, errors);
        tracer.lastAtExit(this::exit);
        Bridge.setTracer(tracer);
        watch.start();
        weaving.weave();
        if (running) {
            weaving.weave(Hooks.libraries());
            openConnections.takeIn();
            openConnections.woven();
        }
        OwnThreads.start("settler", settler);
        OwnThreads.start("blackbox", diagnosis.blackBox());
    }

    private static void closeTheRoad() {
        Bridge.setTracer(null);
    }

    /** The last acts before JFR ends its recordings, with the JVM. */
    private void exit() {
        settler.settleNow(SETTLE_AT_EXIT_MILLIS);
        periodic.status();
        atExit.run();
    }

    /** @param act what is to be done at the end of the JVM, once everything is reported */
    void atExit(Runnable act) {
        atExit = act;
    }

    /** At once, so that a recording which starts now is whole even where the JVM soon ends. */
    void weaveExit() {
        weaving.weave(List.of(ExitHooks.LIBRARY));
    }

    /** While the application starts: what it opens first has to wait for sockets alone. */
    synchronized void weaveAhead() {
        if (!ahead) {
            ahead = true;
            OwnThreads.start("weaver", this::weaveLibraries);
        }
    }

    private void weaveLibraries() {
        weaving.prepare();
        try {
            weaving.weave(Hooks.libraries());
        } catch (Throwable e) {
            errors.accept(e);
        }
        openConnections.woven();
    }

    /** Every step is taken, whatever comes of the others. */
    @Override
    public void close() {
        for (Runnable step : waysOut) {
            try {
                step.run();
            } catch (Throwable e) {
                errors.accept(e);
            }
        }
    }

    /**
     * Where the application brings a log manager of its own, the first connection has to come first:
     * by then the application has installed it.
     */
    private boolean kernelMayBeOpened() {
        return sinks.isWanted() && System.getProperty("java.util.logging.manager") == null;
    }

    /** Null as long as it was not opened, and may not be. */
    private SocketTable kernelIfAllowed() {
        return kernelMayBeOpened() ? kernel.table() : kernel.opened();
    }

    /** Opens the kernel's view now, on a thread that can wait, so that no close has to do without. */
    void openKernel() {
        kernel.table();
    }

    /** The recordings that want events of ours, but for that of a command line; by what names them. */
    List<String> wantedBy(RecordingSession ours) {
        return watch.wantedBy(ours == null ? null : ours.recording());
    }

    /** Keeps counters in memory from now on, with or without a recording; or no longer. */
    void keepCounters(boolean wanted) {
        counters.turn(wanted);
        sinks.update();
    }

    /** The counters that are kept in memory. */
    CountersSink.Snapshot counters() {
        return counters.snapshot();
    }

    /** Lets a recording take no new acts. */
    void endWindow(RecordingSession session) {
        // while all is traced: what opens after that is not
        diagnosis.untraced().sample();
        watch.endWindow(session.recording());
    }

    /**
     * Lets every close so far be held against the kernel, for a recording that is about to end, and reports how
     * FirstFin is: a short recording may have no status by its period.
     */
    void settle(long timeoutMillis) {
        settler.settleNow(timeoutMillis);
        Status last = status();
        sinks.report(sink -> sink.status(last));
    }

    /** Takes note of errors of ours. */
    Consumer<Throwable> errors() {
        return errors;
    }

    private Status sampledStatus() {
        diagnosis.untraced().sample();
        return status();
    }

    Status status() {
        return new Status(
                version,
                weaving.woven(),
                weaving.libraries(),
                weaving.leftAlone(),
                kernel.source(),
                kernel.sourceReason(),
                settler.longestDelayNanos(),
                table.open(),
                diagnosis.untraced().connections(),
                diagnosis.untraced().opens(),
                openConnections.adopted(),
                settler.unsettled(),
                dropped(),
                errors.count(),
                errors.last(),
                OwnThreads.cpuNanos());
    }

    /** What each of our tables holds. */
    List<TableUse> tables() {
        List<TableUse> tables = new ArrayList<>();
        tables.add(new TableUse(BoundedTable.OPEN_CONNECTIONS, table.size()));
        tables.add(new TableUse(BoundedTable.CLOSES_TO_SETTLE, settler.unsettled()));
        tables.add(new TableUse(BoundedTable.FREED_SOCKETS, settler.freedSockets()));
        tables.addAll(diagnosis.tables());
        SocketTracer t = tracer;
        if (t != null) {
            tables.addAll(t.tables());
        }
        return tables;
    }

    /** How many connections are not traced because the table of open connections was full. */
    long leftOutConnections() {
        return table.leftOut();
    }

    private long dropped() {
        SocketTracer t = tracer;
        long leftOut = t == null ? 0 : t.leftOutAtExit() + t.leftOutLibraryObjects();
        return settler.dropped() + diagnosis.closes().dropped() + table.leftOut() + leftOut;
    }
}
