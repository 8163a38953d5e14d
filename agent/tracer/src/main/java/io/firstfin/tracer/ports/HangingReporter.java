package io.firstfin.tracer.ports;

import io.firstfin.bootstrap.CloseWaitEvent;
import io.firstfin.bootstrap.FinWaitEvent;
import io.firstfin.bootstrap.HangingEvent;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.base.DutyCycle;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.HalfClose;
import io.firstfin.tracer.sink.EventFields;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Tells, each time JFR asks, of connections that hang: the peer has closed and we have not
 * (CLOSE_WAIT), or we half-closed and the peer has not (FIN_WAIT2). From a second on, {@value
 * #MOST_REPORTED} in a round at most, with how many there are in all.
 */
public final class HangingReporter {

    private static final int MOST_REPORTED = 64;

    private static final Set<TcpState> FIN_WAIT = EnumSet.of(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2);

    private final ConnectionTable table;
    private final PeerFinTimes fins;
    private final AcceptQueueReporter queues;
    private final Supplier<SocketTable> kernel;
    private final Consumer<Throwable> errors;
    private final DutyCycle afterCloseWaits = new DutyCycle();
    private final DutyCycle afterFinWaits = new DutyCycle();

    /** @param kernel gives null as long as the table may not be opened */
    HangingReporter(
            ConnectionTable table,
            PeerFinTimes fins,
            AcceptQueueReporter queues,
            Supplier<SocketTable> kernel,
            Consumer<Throwable> errors) {
        this.table = table;
        this.fins = fins;
        this.queues = queues;
        this.kernel = kernel;
        this.errors = errors;
    }

    /** The peer has closed, we have not. */
    public void reportCloseWaits() {
        afterCloseWaits.runIfDue(this::closeWaits);
    }

    /** We half-closed, the peer has not closed. */
    public void reportFinWaits() {
        afterFinWaits.runIfDue(this::finWaits);
    }

    private void closeWaits() {
        HangingConnections hanging = new HangingConnections(MOST_REPORTED);
        look(
                EnumSet.of(TcpState.CLOSE_WAIT),
                (row, connection) -> hanging.add(row, connection, fins.nanosSince(row, connection)));
        fins.endRound();
        report(hanging, nanos -> {
            CloseWaitEvent event = new CloseWaitEvent();
            event.waiting = nanos;
            event.inAcceptQueues = queues.givenUp();
            return event;
        });
    }

    private void finWaits() {
        HangingConnections hanging = new HangingConnections(MOST_REPORTED);
        long now = System.nanoTime();
        look(FIN_WAIT, (row, connection) -> {
            HalfClose halfClose = connection.halfClose();
            if (halfClose != null && halfClose.nanos() != 0) {
                hanging.add(row, connection, now - halfClose.nanos());
            }
        });
        report(hanging, nanos -> {
            FinWaitEvent event = new FinWaitEvent();
            event.waiting = nanos;
            return event;
        });
    }

    /** @param made makes the event of a connection that has been hanging for so many nanoseconds */
    private static void report(HangingConnections hanging, LongFunction<HangingEvent> made) {
        List<HangingConnections.One> reported = hanging.reported();
        int otherKinds = hanging.otherKinds(reported);
        for (HangingConnections.One one : reported) {
            HangingEvent event = made.apply(one.nanos());
            Connection connection = one.connection();
            EventFields.identify(event, connection, one.row().endpoints());
            event.role = connection.role().name();
            event.openedBy = connection.opener();
            event.httpClient = connection.httpClient();
            event.httpServer = connection.httpServer();
            event.alike = hanging.alike(one);
            event.inAll = hanging.count();
            event.leftOut = hanging.leftOut();
            event.otherKinds = otherKinds;
            event.commit();
        }
    }

    private void look(Set<TcpState> states, BiConsumer<SocketRow, Connection> ours) {
        try {
            SocketTable opened = kernel.get();
            if (opened == null) {
                return;
            }
            OwnSockets own = new OwnSockets(table);
            own.begin();
            List<SocketRow> rows = opened.dump(states, row -> row.inode() != 0, Integer.MAX_VALUE);
            if (rows.stream().anyMatch(row -> own.traced(row.endpoints()) == null)) {
                own.refresh();
            }
            for (SocketRow row : rows) {
                Connection connection = own.connection(row);
                if (connection != null && connection.isOpen()) {
                    ours.accept(row, connection);
                }
            }
        } catch (IOException | RuntimeException e) {
            errors.accept(e);
        }
    }
}
