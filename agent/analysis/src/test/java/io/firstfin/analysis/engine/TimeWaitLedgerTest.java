package io.firstfin.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.engine.ConnectionRecord.Opening;
import io.firstfin.analysis.engine.ConnectionRecord.Sample;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.TimeWaitOwner;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeWaitLedgerTest {

    private static final Instant MOMENT = Instant.parse("2026-01-01T12:00:00Z");
    private static final CallSite OTHER = new CallSite("shop.Stock", "ask", 7, "");

    private long nextConnection = 1;
    private final TimeWaitLedger ledger = new TimeWaitLedger(MomentList.nanos(MOMENT));

    @Test
    void a_time_wait_stands_for_sixty_seconds() {
        closed(1, 70, 60, Models.SITE);
        closed(2, 70, 59.9, Models.SITE);
        closed(3, 0, -1, Models.SITE);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_later_connection_on_the_same_ports_ends_it() {
        closed(1, 50, 40, Models.SITE);
        closed(1, 30, 20, OTHER);
        closed(2, 30, 20, OTHER);
        closed(2, 50, 40, Models.SITE);
        assertThat(ledger.owners(destination -> destination))
                .extracting(TimeWaitOwner::site, TimeWaitOwner::count)
                .containsExactly(tuple(OTHER, 2L));
    }

    @Test
    void a_connection_that_is_open_at_the_moment_ends_it_too() {
        closed(1, 50, 40, Models.SITE);
        staysOpen(1, MOMENT.minusSeconds(10));
        closed(2, 50, 40, Models.SITE);
        staysOpen(2, MOMENT.plusSeconds(10));
        closed(3, 50, 40, Models.SITE);
        closed(3, 5, -5, Models.SITE);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void what_the_peer_closed_first_is_nobody_s_here() {
        close(1, 50, 40, ClosedFirst.REMOTE, new Sample(Models.SITE, 1, null));
        assertThat(ledger.owners(destination -> destination)).isEmpty();
    }

    @Test
    void sampled_places_share_the_count_that_is_known() {
        for (int i = 0; i < 1000; i++) {
            Sample sample = i % 100 == 0
                    ? new Sample(i % 500 == 0 ? OTHER : Models.SITE, 100, null)
                    : new Sample(CallSite.UNKNOWN, 0, null);
            close(i, 20, 10, ClosedFirst.LOCAL, sample);
        }
        assertThat(ledger.owners(destination -> destination))
                .extracting(TimeWaitOwner::site, TimeWaitOwner::count)
                .containsExactly(tuple(Models.SITE, 800L), tuple(OTHER, 200L));
    }

    @Test
    void without_any_stack_the_place_is_unknown_and_the_count_is_not() {
        close(1, 20, 10, ClosedFirst.LOCAL, new Sample(CallSite.UNKNOWN, 0, null));
        assertThat(ledger.owners(destination -> destination))
                .containsExactly(new TimeWaitOwner(Models.PEER, CallSite.UNKNOWN, Why.UNKNOWN, 1));
    }

    private void closed(long ends, double openedBefore, double closedBefore, CallSite site) {
        close(ends, openedBefore, closedBefore, ClosedFirst.LOCAL, new Sample(site, 1, null));
    }

    private void close(long ends, double openedBefore, double closedBefore, ClosedFirst first, Sample site) {
        boolean hasStack = site.weight() == 1;
        ConnectionRecord connection = new ConnectionRecord(nextConnection++);
        connection.add(Records.closing(
                first,
                before(closedBefore),
                Duration.between(before(openedBefore), before(closedBefore)),
                ends,
                hasStack ? site.site() : CallSite.UNKNOWN));
        if (!hasStack && site.weight() > 0) {
            connection.add(site);
        }
        ledger.add(connection);
    }

    private void staysOpen(long ends, Instant opened) {
        ConnectionRecord connection = new ConnectionRecord(nextConnection++);
        connection.add(new Opening(
                MomentList.nanos(opened), Models.PEER, ends, 0, Models.SITE, FailureKind.NONE, "", false, false, ""));
        ledger.add(connection);
    }

    private static Instant before(double seconds) {
        return MOMENT.minusMillis(Math.round(seconds * 1000));
    }

    private long count() {
        return ledger.owners(destination -> destination).stream()
                .mapToLong(TimeWaitOwner::count)
                .sum();
    }
}
