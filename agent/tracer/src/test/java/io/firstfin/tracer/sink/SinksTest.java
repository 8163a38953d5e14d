package io.firstfin.tracer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.connection.AClosedConnection;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.Sink.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the sinks want together, and how they get what was found. */
@Timeout(30)
class SinksTest {

    private final List<Throwable> errors = new ArrayList<>();
    private final Sinks sinks = new Sinks(errors::add);
    private final ASink first = new ASink();
    private final ASink second = new ASink();
    private final Connection connection = AClosedConnection.between(null, 0, 1);

    SinksTest() {
        sinks.add(first);
        sinks.add(second);
    }

    private static final class ASink implements Sink, SampleSink {
        private final List<Connection> accepted = new ArrayList<>();
        private final List<Connection> closed = new ArrayList<>();
        private Level level = Level.OFF;
        private boolean follows;
        private RuntimeException fault;
        private boolean samples;
        private int exhaustions;

        @Override
        public Level level() {
            return level;
        }

        @Override
        public boolean isFollower() {
            return follows;
        }

        @Override
        public SampleSink samples() {
            return samples ? this : null;
        }

        @Override
        public boolean wantsExhaustions() {
            return samples;
        }

        @Override
        public void portsExhausted(PortExhaustion found) {
            if (fault != null) {
                throw fault;
            }
            exhaustions++;
        }

        @Override
        public Event accepted(Connection connection) {
            if (fault != null) {
                throw fault;
            }
            accepted.add(connection);
            return null;
        }

        @Override
        public Event closed(Connection connection) {
            closed.add(connection);
            return null;
        }
    }

    private void turn(ASink sink, Level level) {
        sink.level = level;
        sinks.update();
    }

    @Test
    void want_nothing_while_none_of_them_does() {
        assertThat(sinks.isWanted()).isFalse();
        assertThat(sinks.takers()).isZero();
    }

    @Test
    void want_as_much_as_the_one_that_wants_most() {
        turn(first, Level.ON);
        assertThat(sinks.isWanted()).isTrue();
        assertThat(sinks.isDetailed()).isFalse();

        turn(second, Level.DETAILED);
        assertThat(sinks.isDetailed()).isTrue();

        turn(second, Level.OFF);
        assertThat(sinks.level()).isEqualTo(Level.ON);
    }

    @Test
    void begin_once_however_many_want_something_later() {
        AtomicInteger starts = new AtomicInteger();
        sinks.onStart(starts::incrementAndGet);
        turn(first, Level.ON);
        turn(second, Level.DETAILED);
        turn(first, Level.OFF);
        assertThat(starts).hasValue(1);

        turn(second, Level.OFF);
        turn(second, Level.ON);
        assertThat(starts).hasValue(2);
    }

    @Test
    void give_what_was_found_to_those_that_want_it_and_to_followers() {
        turn(first, Level.ON);
        sinks.accepted(connection);
        assertThat(first.accepted).containsExactly(connection);
        assertThat(second.accepted).isEmpty();

        second.follows = true;
        sinks.accepted(connection);
        assertThat(second.accepted).containsExactly(connection);
    }

    @Test
    void a_follower_alone_gets_nothing() {
        second.follows = true;
        sinks.accepted(connection);
        assertThat(second.accepted).isEmpty();
    }

    @Test
    void one_that_throws_is_counted_and_keeps_nothing_from_the_others() {
        turn(first, Level.ON);
        turn(second, Level.ON);
        first.fault = new IllegalStateException("a fault of a sink");

        assertThat(sinks.accepted(connection)).isNull();

        assertThat(errors).containsExactly(first.fault);
        assertThat(second.accepted).containsExactly(connection);
    }

    @Test
    void a_sample_goes_to_those_that_want_samples_whatever_else_they_want() {
        turn(first, Level.ON);
        second.samples = true;
        sinks.report(sink -> sink.portsExhausted(null));
        sinks.endForGood();
        sinks.report(sink -> sink.portsExhausted(null));

        assertThat(first.exhaustions).isZero();
        assertThat(second.exhaustions).isEqualTo(2);
    }

    @Test
    void a_sink_that_throws_keeps_no_sample_from_the_others() {
        first.samples = true;
        second.samples = true;
        first.fault = new IllegalStateException("a fault of a sink");

        sinks.report(sink -> sink.portsExhausted(null));

        assertThat(errors).containsExactly(first.fault);
        assertThat(second.exhaustions).isOne();
    }

    @Test
    void want_to_know_who_holds_the_ports_when_one_of_them_does() {
        turn(first, Level.ON);
        assertThat(sinks.wantsExhaustions()).isFalse();

        second.samples = true;
        assertThat(sinks.wantsExhaustions()).isTrue();
    }

    @Test
    void a_close_goes_to_those_that_wanted_it_when_its_report_began() {
        turn(first, Level.ON);
        assertThat(sinks.beginReport(connection.closing())).isTrue();
        turn(first, Level.OFF);
        turn(second, Level.ON);

        sinks.closed(connection);

        assertThat(first.closed).containsExactly(connection);
        assertThat(second.closed).isEmpty();
    }

    @Test
    void a_window_that_ends_waits_for_the_report_before_it_alone() throws Exception {
        turn(first, Level.ON);
        turn(second, Level.ON);
        Connection later = AClosedConnection.between(null, 0, 1);
        sinks.beginReport(connection.closing());
        turn(first, Level.OFF);
        CountDownLatch ended = new CountDownLatch(1);
        new Thread(() -> {
                    sinks.endWindow();
                    ended.countDown();
                })
                .start();
        while (sinks.isReporting()) {
            Thread.onSpinWait();
        }
        sinks.beginReport(later.closing());
        assertThat(ended.getCount()).isOne();

        sinks.endReport(connection.closing());

        ended.await();
        assertThat(sinks.isReporting()).isTrue();
    }

    @Test
    void a_report_that_nobody_wants_any_more_does_not_begin() {
        assertThat(sinks.beginReport(connection.closing())).isFalse();
        assertThat(sinks.isReporting()).isFalse();
        sinks.endReport(connection.closing());
        assertThat(sinks.isReporting()).isFalse();
    }

    @Test
    void after_the_end_of_the_jvm_nothing_is_wanted_again() {
        turn(first, Level.ON);
        sinks.endForGood();
        turn(first, Level.DETAILED);
        assertThat(sinks.isWanted()).isFalse();
    }
}
