package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.HalfClose;
import io.firstfin.tracer.sink.HangingSample;
import io.firstfin.tracer.sink.SampleSink;
import io.firstfin.tracer.sink.Sink;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A walk of the kernel costs a millisecond also where it finds nothing. */
class HangingReporterTest {

    private final ConnectionTable table = new ConnectionTable();
    private final Sinks sinks = new Sinks(this::fail);
    private final List<Set<TcpState>> asked = new ArrayList<>();
    private final List<HangingSample> reported = new ArrayList<>();
    private final HangingReporter reporter;

    HangingReporterTest() {
        TableWithoutRows kernel = new TableWithoutRows();
        AcceptQueueReporter queues = new AcceptQueueReporter(table, new TableSampler(() -> kernel, this::fail), sinks);
        reporter =
                new HangingReporter(table, () -> null, queues, () -> new TableSampler(() -> kernel, this::fail), sinks);
        sinks.add(new ASink());
    }

    @Test
    void without_a_connection_the_kernel_is_not_asked_and_none_hangs() {
        reporter.reportCloseWaits();
        reporter.reportFinWaits();

        assertThat(asked).isEmpty();
        assertThat(reported).extracting(HangingSample::inAll).containsExactly(0, 0);
    }

    @Test
    void an_open_one_may_be_in_close_wait_and_a_half_closed_one_alone_in_fin_wait() {
        Connection connection = new Connection(1, null, 42, "Socket", Role.CLIENT, Phase.OPEN);
        table.put(connection);
        reporter.reportCloseWaits();
        reporter.reportFinWaits();
        assertThat(asked).containsExactly(Set.of(TcpState.CLOSE_WAIT));

        HalfClose halfClose = new HalfClose(TcpState.ESTABLISHED);
        halfClose.ended(TcpState.FIN_WAIT2, false, null);
        connection.halfClose(halfClose);
        reporter.reportFinWaits();
        assertThat(asked).endsWith(Set.of(TcpState.FIN_WAIT1, TcpState.FIN_WAIT2));
    }

    private void fail(Throwable error) {
        throw new AssertionError(error);
    }

    private final class ASink implements Sink, SampleSink {

        @Override
        public Level level() {
            return Level.ON;
        }

        @Override
        public SampleSink samples() {
            return this;
        }

        @Override
        public void closeWaits(HangingSample sample, int inAcceptQueues) {
            reported.add(sample);
        }

        @Override
        public void finWaits(HangingSample sample) {
            reported.add(sample);
        }
    }

    private final class TableWithoutRows implements SocketTable {

        @Override
        public Source source() {
            return Source.SOCK_DIAG;
        }

        @Override
        public SocketRow find(Endpoints endpoints) {
            return null;
        }

        @Override
        public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) {
            asked.add(states);
            return List.of();
        }

        @Override
        public void close() {}
    }
}
