package io.firstfin.tracer.lifecycle;

import io.firstfin.tracer.base.Pause;
import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.jdk.ShutdownHooks;
import io.firstfin.tracer.sink.Sinks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import jdk.jfr.Event;

/**
 * What is reported when the JVM ends, in the thread of JFR's shutdown hook and before that ends the
 * recordings: first the application's own hooks may close what they close, then follow the Closes of
 * what is still open, then the kernel's word on the closes of the last moments. Bounded in each.
 */
final class ExitReport {

    /** How long the application's hooks may take: the JVM waits for them in any case. */
    private static final long HOOKS_MILLIS = 1_000;

    private static final long CLOSES_MILLIS = 200;
    private static final long STRAGGLERS_MILLIS = 50;
    private static final int MOST = 10_000;
    private static final long PAUSE_NANOS = 1_000_000L;

    private enum Step {
        HOOKS,
        OPEN,
        STRAGGLERS,
        DONE
    }

    private final ConnectionTable table;
    private final Sinks sinks;
    private final ConnectTracer connects;
    private final ExitCloseTracer closes;
    private final ShutdownHooks hooks = ShutdownHooks.find();
    private final Queue<Connection> left = new ArrayDeque<>();
    private Connection taken;
    private int takers;
    private long deadline;
    private Step step = Step.HOOKS;
    private volatile Runnable last = () -> {};
    private volatile long leftOut;

    ExitReport(ConnectionTable table, Sinks sinks, ConnectTracer connects, ExitCloseTracer closes) {
        this.table = table;
        this.sinks = sinks;
        this.connects = connects;
        this.closes = closes;
    }

    /** @param act what follows the last Close */
    void last(Runnable act) {
        last = act;
    }

    /** How many open connections were not reported, for there were too many. */
    long leftOut() {
        return leftOut;
    }

    /** The next event; null at the end, and from then on. */
    synchronized Event next() {
        Event event = null;
        while (event == null && step != Step.DONE) {
            if (step == Step.HOOKS) {
                begin();
            } else if (taken != null) {
                event = sinks.closed(taken);
                taken = null;
            } else if (left.isEmpty() || System.nanoTime() - deadline > 0) {
                goOn();
            } else {
                event = take(left.remove());
            }
        }
        return event;
    }

    private void begin() {
        if (!sinks.wantsExit()) {
            step = Step.DONE;
            return;
        }
        takers = sinks.takers();
        long begin = System.nanoTime();
        while (hooks.othersRun() && System.nanoTime() - begin < HOOKS_MILLIS * 1_000_000) {
            Pause.onOtherThread(PAUSE_NANOS);
        }
        deadline = System.nanoTime() + CLOSES_MILLIS * 1_000_000;
        collect();
        step = Step.OPEN;
    }

    /** What is opened or closed while the first round lasts is found by the second. */
    private void goOn() {
        if (step == Step.OPEN) {
            leftOut += left.size();
            left.clear();
            sinks.endForGood();
            deadline = System.nanoTime() + STRAGGLERS_MILLIS * 1_000_000;
            collect();
            step = Step.STRAGGLERS;
        } else {
            step = Step.DONE;
            leftOut += left.size();
            left.clear();
            table.forEach(closes::settle);
            last.run();
        }
    }

    /** Its Close comes next; before it the connect that nobody was told of, if it had one. */
    private Event take(Connection connection) {
        if (closes.take(connection) || step == Step.STRAGGLERS && closes.takeClosing(connection)) {
            taken = connection;
            connection.closing().beginReport(null, takers);
        }
        return taken != null && taken.isAbandoned() ? connects.abandoned(taken) : null;
    }

    private void collect() {
        List<Connection> found = new ArrayList<>();
        table.forEach(connection -> {
            if (mayEnd(connection)) {
                found.add(connection);
            }
        });
        found.sort(Comparator.comparingInt(Connection::number).reversed());
        int most = Math.min(found.size(), MOST);
        left.addAll(found.subList(0, most));
        leftOut += found.size() - most;
    }

    private boolean mayEnd(Connection connection) {
        Phase phase = connection.phase();
        return phase == Phase.OPEN
                || phase == Phase.CONNECTING
                || step != Step.HOOKS && phase == Phase.CLOSING && isUnreported(connection.closing());
    }

    private static boolean isUnreported(Closing closing) {
        return closing != null && !closing.isReported();
    }
}
