package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static io.firstfin.analysis.finding.FindingId.CLOSED_BY_COLLECTOR;
import static io.firstfin.analysis.finding.FindingId.CLOSED_TOO_EARLY;
import static io.firstfin.analysis.finding.FindingId.LONG_CLOSE_WAIT;
import static io.firstfin.analysis.finding.FindingId.RESET_BY_LINGER;
import static io.firstfin.analysis.finding.FindingId.RESET_BY_PEER;
import static io.firstfin.analysis.finding.FindingId.RESET_BY_UNREAD_DATA;
import static io.firstfin.analysis.finding.FindingId.SERVER_CLOSES_FIRST;
import static io.firstfin.analysis.finding.FindingId.SHORT_CONNECTIONS;
import static io.firstfin.analysis.finding.FindingId.STALE_CONNECTION;
import static io.firstfin.analysis.finding.FindingId.UNDELIVERED_DATA;
import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SERVER;
import static io.firstfin.analysis.model.Models.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.SentAfterFin;
import io.firstfin.analysis.model.SentAfterFin.Range;
import io.firstfin.analysis.model.Undelivered;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.VerdictEvidence;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.TimeWait;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloseFindingsTest {

    private static final CallSite JEDIS =
            new CallSite("redis.clients.jedis.DefaultJedisSocketFactory", "createSocket", 7, "");

    @Test
    void linger_zero_is_named_with_its_danger() {
        says(
                new Models()
                        .closed(PEER, ClosedFirst.REMOTE, 90)
                        .closed(PEER, ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, Trigger.CLOSE, 10)
                        .site(Act.CLOSE, PEER, SITE, 10, Mark.RESET_BY_LINGER)
                        .site(Act.SET_LINGER, PEER, SITE, 10, Mark.RESET_BY_LINGER)
                        .build(),
                RESET_BY_LINGER,
                Severity.WARNING,
                "10 connections to 10.0.0.7:8080 were closed with SO_LINGER 0"
                        + " (10 % of all): a RST instead of a FIN. Data not delivered yet is lost, and the"
                        + " peer sees an error. All were closed in shop.Orders.send(Orders.java:42). SO_LINGER 0 was"
                        + " set in shop.Orders.send(Orders.java:42).");
    }

    @Test
    void jedis_itself_sets_linger_zero_so_the_application_is_told_to_share_a_pool() {
        Model model = lingerOfJedis(new Why("APPLICATION", ""));
        assertThat(FindingAssertions.only(model, RESET_BY_LINGER).advice())
                .first()
                .isEqualTo("Share a JedisPool. Jedis itself sets SO_LINGER 0, so that each close is a reset.");
        assertThat(ChangeFirst.of(model, List.of(FindingAssertions.only(model, RESET_BY_LINGER))))
                .first()
                .isEqualTo("Orders.java:42 makes a Jedis for each use (10); share a JedisPool.");
    }

    @Test
    void who_has_a_pool_of_jedis_is_not_told_to_make_one() {
        assertThat(FindingAssertions.only(lingerOfJedis(new Why("POOL_EVICTED", "")), RESET_BY_LINGER)
                        .advice())
                .first()
                .isEqualTo("Close fewer connections: let the pool keep them for longer. Jedis itself sets SO_LINGER 0,"
                        + " so that each close is a reset.");
    }

    @Test
    void of_sampled_closes_of_jedis_those_whose_reason_is_known_count() {
        Model model = new Models()
                .closed(lingering(new Why("APPLICATION", ""), 2))
                .closed(lingering(Why.UNKNOWN, 8))
                .site(Act.CLOSE, PEER, SITE, 10, Mark.RESET_BY_LINGER)
                .site(Act.SET_LINGER, PEER, JEDIS, 10, Mark.RESET_BY_LINGER)
                .build();
        assertThat(FindingAssertions.only(model, RESET_BY_LINGER).advice().get(0))
                .startsWith("Share a JedisPool. Jedis");
    }

    @Test
    void where_nothing_shows_whether_there_is_a_pool_of_jedis_both_are_said() {
        assertThat(FindingAssertions.only(lingerOfJedis(Why.UNKNOWN), RESET_BY_LINGER)
                        .advice()
                        .get(0))
                .startsWith("Share a JedisPool, or let the one there is keep its connections for longer.");
    }

    @Test
    void a_library_that_sets_linger_zero_as_it_is_configured_is_named() {
        Model model = linger(
                new CallSite("org.apache.hc.client5.http.impl.io.X", "connect", 7, ""), new Why("POOL_CLOSED", ""));
        assertThat(FindingAssertions.only(model, RESET_BY_LINGER).advice())
                .first()
                .isEqualTo("Leave SO_LINGER off in the configuration of Apache HttpClient 5, and close in order.");
    }

    private static Model lingerOfJedis(Why why) {
        return linger(JEDIS, why);
    }

    private static Model linger(CallSite setter, Why why) {
        return new Models()
                .closed(lingering(why, 10))
                .site(Act.CLOSE, PEER, SITE, 10, Mark.RESET_BY_LINGER)
                .site(Act.SET_LINGER, PEER, setter, 10, Mark.RESET_BY_LINGER)
                .build();
    }

    private static CloseGroup lingering(Why why, long count) {
        return new CloseGroup(
                0,
                PEER,
                Verdict.settled(ClosedFirst.LOCAL, Optional.of(Proof.PROVEN), TimeWait.NONE),
                Ending.RESET_BY_LINGER,
                Reset.of(Ending.RESET_BY_LINGER),
                Trigger.CLOSE,
                why,
                VerdictEvidence.NONE,
                count,
                Lifetimes.NONE,
                CloseWaits.NONE,
                Requests.NONE);
    }

    @Test
    void what_the_peer_resets_is_named_by_the_code_that_opened_it() {
        CallSite other = new CallSite("shop.Feed", "open", 7, "");
        Model model = new Models()
                .closed(PEER, ClosedFirst.REMOTE, 5)
                .closed(PEER, ClosedFirst.REMOTE, Ending.RESET_BY_PEER, Trigger.CLOSE, 15)
                .site(Act.CONNECT, PEER, SITE, 15, Mark.RESET_BY_PEER)
                .site(Act.CONNECT, PEER, other, 5)
                .build();
        says(
                model,
                RESET_BY_PEER,
                Severity.WARNING,
                "15 connections to 10.0.0.7:8080 were reset by the peer (75 % of all). Nobody keeps TIME_WAIT then."
                        + " All were opened in shop.Orders.send(Orders.java:42).");
        assertThat(ChangeFirst.of(model, List.of(FindingAssertions.only(model, RESET_BY_PEER))))
                .first()
                .isEqualTo("Orders.java:42 opens connections that the peer resets (15); look at the peer.");
    }

    @Test
    void unread_data_is_counted_with_its_destination() {
        says(
                new Models()
                        .closed(PEER, ClosedFirst.LOCAL, Ending.RESET_BY_UNREAD_DATA, Trigger.CLOSE, 8)
                        .build(),
                RESET_BY_UNREAD_DATA,
                Severity.WARNING,
                "8 connections to 10.0.0.7:8080 were closed with received"
                        + " data unread: the kernel sends a RST, and the peer"
                        + " may lose what we sent last.");
    }

    @Test
    void few_resets_by_the_peer_are_only_told() {
        says(
                new Models()
                        .closed(PEER, ClosedFirst.REMOTE, 999)
                        .closed(PEER, ClosedFirst.REMOTE, Ending.RESET_BY_PEER, Trigger.CLOSE, 1)
                        .build(),
                RESET_BY_PEER,
                Severity.INFO,
                "1 connection to 10.0.0.7:8080 was reset by the peer (0.1 % of all)"
                        + ". Nobody keeps TIME_WAIT then.");
    }

    @Test
    void what_was_used_again_after_the_peer_closed_it_is_a_stale_pool_with_the_idle_limit_that_was_measured() {
        Model model = new Models()
                .sentAfterFin(PEER, stale(8, Duration.ofMillis(3_010), Duration.ofMillis(4_500)), 8)
                .site(Act.CLOSE, PEER, SITE, 8, Mark.STALE)
                .build();
        says(
                model,
                STALE_CONNECTION,
                Severity.WARNING,
                "8 connections to 10.0.0.7:8080 were used again after the peer had closed them."
                        + " It closed after 3.0 s to 4.5 s without data. What we sent, 1.5 s later, was answered by a"
                        + " reset and is lost. All were closed in shop.Orders.send(Orders.java:42).");
        assertThat(FindingAssertions.only(model, STALE_CONNECTION).advice())
                .first()
                .isEqualTo("Let the pool give up connections before they have been idle for 3.0 s: then the peer closes"
                        + " them.");
        silent(model, RESET_BY_PEER);
    }

    @Test
    void a_stale_connection_that_was_found_before_its_use_lost_nothing() {
        Model model = new Models()
                .sentAfterFin(PEER, new SentAfterFin(0, 1, 0, 0, Range.NONE, Range.NONE), 1)
                .build();
        says(
                model,
                STALE_CONNECTION,
                Severity.INFO,
                "1 connection to 10.0.0.7:8080 was used again after the peer had closed it."
                        + " That was noticed before a request was sent, and cost a new connection.");
        assertThat(FindingAssertions.only(model, STALE_CONNECTION).advice())
                .first()
                .isEqualTo("Let the pool give up idle connections sooner than the peer does.");
    }

    @Test
    void a_peer_that_had_closed_before_its_reset_is_not_told_to_have_reset_with_data_unread() {
        Model model = new Models()
                .closed(SERVER, ClosedFirst.REMOTE, 6)
                .sentAfterFin(SERVER, new SentAfterFin(4, 0, 0, 0, Range.NONE, Range.NONE), 4)
                .build();
        says(
                model,
                RESET_BY_PEER,
                Severity.WARNING,
                "4 connections to our port 80 were reset by the peer (40 % of all). Nobody keeps TIME_WAIT then."
                        + " All were closed by the peer in order before: the reset answered what we sent after that.");
        assertThat(FindingAssertions.only(model, RESET_BY_PEER).advice())
                .containsExactly("Answer sooner, or let the clients wait longer: they had closed before our answer was"
                        + " sent.");
    }

    private static SentAfterFin stale(long count, Duration shortest, Duration longest) {
        return new SentAfterFin(
                count, count, count, count, new Range(shortest, longest), Range.of(Duration.ofMillis(1_500)));
    }

    @Test
    void data_that_the_peer_does_not_take_keeps_our_fin_back() {
        says(
                new Models()
                        .undelivered(PEER, new Undelivered(3, 12_345, Duration.ofMillis(2_040)))
                        .site(Act.CLOSE, PEER, SITE, 3, Mark.UNDELIVERED)
                        .build(),
                UNDELIVERED_DATA,
                Severity.WARNING,
                "3 connections to 10.0.0.7:8080 were closed with data that the peer has not taken: 12,345 bytes, the"
                        + " longest 2.0 s after our close when last sampled. Our FIN waits behind them (FIN_WAIT1): the"
                        + " peer does not read, or it is not reached. All were closed in"
                        + " shop.Orders.send(Orders.java:42).");
    }

    @Test
    void a_reset_after_our_fin_is_told_with_who_sent_it_and_where_we_closed() {
        Model model = new Models()
                .closed(PEER, ClosedFirst.LOCAL, 49)
                .closedTooEarly(PEER, ResetBy.LOCAL, 40)
                .closedTooEarly(PEER, ResetBy.REMOTE, 8)
                .closedTooEarly(PEER, ResetBy.UNKNOWN, 1)
                .site(Act.CLOSE, PEER, SITE, 49, Mark.CLOSED_TOO_EARLY)
                .build();
        says(
                model,
                CLOSED_TOO_EARLY,
                Severity.WARNING,
                "49 connections to 10.0.0.7:8080 were reset after our FIN"
                        + " (50 % of all): we closed before the peer was"
                        + " finished. 40 resets were ours: the peer sent data after our close. It lost that data, and"
                        + " may have lost what it had not read yet. 8 resets were the peer's: it may not have read all"
                        + " that we sent. 1 reset was of unknown origin: what was sent last may be lost."
                        + " Nobody keeps TIME_WAIT. All were closed in"
                        + " shop.Orders.send(Orders.java:42).");
        assertThat(FindingAssertions.only(model, CLOSED_TOO_EARLY).advice())
                .hasSize(3)
                .first()
                .isEqualTo("Wait longer for the peer, or read what it sends to the end, before you close.");
        silent(model, RESET_BY_PEER);
    }

    /** Such as the close_notify of TLS, which HttpURLConnection crosses with its own FIN. */
    @Test
    void what_a_server_sends_after_the_response_it_announced_as_the_last_is_a_farewell() {
        Why announced = new Why("RESPONSE_SAID_CLOSE", "HttpURLConnection of JDK 25");
        silent(
                new Models()
                        .closed(PEER, ClosedFirst.REMOTE, 39)
                        .closedTooEarly(PEER, ResetBy.LOCAL, announced, 11)
                        .build(),
                CLOSED_TOO_EARLY);
        assertThat(FindingAssertions.only(
                                new Models()
                                        .closedTooEarly(SERVER, ResetBy.LOCAL, announced, 11)
                                        .build(),
                                CLOSED_TOO_EARLY)
                        .statement())
                .startsWith("11 connections to our port 80 were reset after our FIN");
    }

    @Test
    void a_close_notify_right_before_the_fin_of_the_peer_is_no_idle_limit() {
        Model model = new Models()
                .sentAfterFin(PEER, stale(8, Duration.ZERO, Duration.ofMillis(4)), 8)
                .site(Act.CLOSE, PEER, SITE, 8, Mark.STALE)
                .build();
        assertThat(FindingAssertions.only(model, STALE_CONNECTION).statement()).doesNotContain("without data");
        assertThat(FindingAssertions.only(model, STALE_CONNECTION).advice())
                .first()
                .isEqualTo("Let the pool give up idle connections sooner than the peer does.");
    }

    @Test
    void a_server_that_closes_too_early_is_to_read_the_request() {
        Model model = new Models()
                .closed(SERVER, ClosedFirst.REMOTE, 999)
                .closedTooEarly(SERVER, ResetBy.LOCAL, 1)
                .build();
        says(
                model,
                CLOSED_TOO_EARLY,
                Severity.INFO,
                "1 connection to our port 80 was reset after our FIN"
                        + " (0.1 % of all): we closed before the peer was finished. 1 reset"
                        + " was ours: the peer sent data after our close. It lost that data, and may have lost what it"
                        + " had not read yet. Nobody keeps TIME_WAIT.");
        assertThat(FindingAssertions.only(model, CLOSED_TOO_EARLY).advice())
                .containsExactly("Read what the peer sends to its end before you close: else it may lose what you sent"
                        + " last.");
        silent(model, SERVER_CLOSES_FIRST);
    }

    @Test
    void a_server_that_closes_first_keeps_no_time_wait_of_resets() {
        says(
                new Models()
                        .closed(SERVER, ClosedFirst.LOCAL, 90)
                        .closedTooEarly(SERVER, ResetBy.LOCAL, 10)
                        .timeWaitCounted(80, 90, 90)
                        .build(),
                SERVER_CLOSES_FIRST,
                Severity.INFO,
                "Of 100 connections accepted on our port 80 we"
                        + " closed 100 first, and keep TIME_WAIT of 90. That takes no port from us or from"
                        + " clients: a socket in TIME_WAIT costs about 0.25 KB of memory. Asked 2 times,"
                        + " the kernel counted at most 90 sockets in TIME_WAIT in this network namespace,"
                        + " those of all programs and destinations together: 22.5 KB.");
    }

    @Test
    void what_the_collector_closed_names_the_opener() {
        says(
                new Models()
                        .closed(PEER, ClosedFirst.LOCAL, Ending.FIN, Trigger.CLEANER, 5)
                        .site(Act.CONNECT, PEER, SITE, 4, Mark.COLLECTED)
                        .build(),
                CLOSED_BY_COLLECTOR,
                Severity.WARNING,
                "5 connections to 10.0.0.7:8080 were closed by the garbage"
                        + " collector because the code forgot to. 4 of them were opened in"
                        + " shop.Orders.send(Orders.java:42).");
    }

    @Test
    void late_closes_tell_the_longest_wait() {
        says(
                new Models()
                        .closed(new CloseGroup(
                                0,
                                PEER,
                                new Verdict(ClosedFirst.REMOTE, TimeWait.REMOTE, true),
                                Ending.FIN,
                                Reset.NONE,
                                Trigger.CLOSE,
                                Why.UNKNOWN,
                                VerdictEvidence.NONE,
                                9,
                                Lifetimes.NONE,
                                new CloseWaits(2, Duration.ofSeconds(260)),
                                Requests.NONE))
                        .site(Act.CLOSE, PEER, SITE, 2, Mark.OVERDUE)
                        .build(),
                LONG_CLOSE_WAIT,
                Severity.WARNING,
                "2 connections to 10.0.0.7:8080 were in CLOSE_WAIT for 1 s or"
                        + " longer, the longest for 4 min 20 s: the peer had closed, our code had not."
                        + " All were closed in shop.Orders.send(Orders.java:42).");
    }

    @Test
    void a_connection_for_each_request_is_a_warning_when_busy() {
        says(
                new Models().closed(PEER, ClosedFirst.REMOTE, 300).build(),
                SHORT_CONNECTIONS,
                Severity.WARNING,
                "300 of 300 connections to 10.0.0.7:8080 lived less than 1 s,"
                        + " 5.0 ms on average; 30.0 are opened a second. Most likely each serves one"
                        + " request.");
        silent(new Models().closed(PEER, ClosedFirst.REMOTE, 10).build(), SHORT_CONNECTIONS);
    }

    @Test
    void a_server_that_closes_first_is_harmless_and_says_what_it_would_cost() {
        says(
                new Models()
                        .closed(SERVER, ClosedFirst.LOCAL, 4_000)
                        .closed(SERVER, ClosedFirst.REMOTE, 96)
                        .build(),
                SERVER_CLOSES_FIRST,
                Severity.INFO,
                closedFirst("4,096", "4,000")
                        + " At this rate, 60 s would make 24,000 sockets in TIME_WAIT, 6,000 KB.");
    }

    @Test
    void what_the_kernel_counted_stands_before_what_the_rate_would_make() {
        says(
                new Models()
                        .closed(SERVER, ClosedFirst.LOCAL, 57_704)
                        .timeWaitCounted(14_035, 14_124, 14_124)
                        .build(),
                SERVER_CLOSES_FIRST,
                Severity.INFO,
                closedFirst("57,704", "57,704")
                        + " Asked 2 times, the kernel counted at most 14,124 sockets in TIME_WAIT in this"
                        + " network namespace, those of all programs and destinations together: 3,531 KB.");
    }

    @Test
    void a_count_that_still_rises_with_our_closes_is_carried_on() {
        says(
                new Models()
                        .closed(SERVER, ClosedFirst.LOCAL, 4_000)
                        .timeWaitCounted(0, 3_999, 3_999)
                        .build(),
                SERVER_CLOSES_FIRST,
                Severity.INFO,
                closedFirst("4,000", "4,000")
                        + " Asked 2 times, the kernel counted at most 3,999 sockets in TIME_WAIT in this"
                        + " network namespace, those of all programs and destinations together: 1,000 KB."
                        + " At this rate, 60 s would make 24,000 sockets in TIME_WAIT, 6,000 KB.");
    }

    @Test
    void a_single_count_does_not_tell_what_came_after_it() {
        says(
                new Models()
                        .closed(SERVER, ClosedFirst.LOCAL, 4_000)
                        .timeWaitCountedOnce(3)
                        .build(),
                SERVER_CLOSES_FIRST,
                Severity.INFO,
                closedFirst("4,000", "4,000")
                        + " Asked once, the kernel counted at most 3 sockets in TIME_WAIT in this network"
                        + " namespace, those of all programs and destinations together: 0.75 KB."
                        + " At this rate, 60 s would make 24,000 sockets in TIME_WAIT, 6,000 KB.");
    }

    @Test
    void what_would_be_is_bounded_by_the_ports_of_those_who_connect() {
        says(
                new Models()
                        .closed(SERVER, ClosedFirst.LOCAL, 57_704)
                        .peers(SERVER, 1)
                        .build(),
                SERVER_CLOSES_FIRST,
                Severity.INFO,
                closedFirst("57,704", "57,704")
                        + " At this rate, 60 s would make 65,535 sockets in TIME_WAIT, 16.0 MB: 1 address"
                        + " of the peers with 65,535 ports can have no more.");
    }

    @Test
    void what_would_be_is_bounded_by_what_the_kernel_keeps() {
        says(
                new Models()
                        .closed(SERVER, ClosedFirst.LOCAL, 57_704)
                        .peers(SERVER, 9)
                        .build(),
                SERVER_CLOSES_FIRST,
                Severity.INFO,
                closedFirst("57,704", "57,704")
                        + " At this rate, 60 s would make 131,072 sockets in TIME_WAIT, 32.0 MB:"
                        + " tcp_max_tw_buckets=131072 allows no more.");
    }

    private static String closedFirst(String all, String ours) {
        return "Of " + all + " connections accepted on our port 80 we closed " + ours + " first."
                + " That takes no port from us or from clients: a socket in TIME_WAIT costs about"
                + " 0.25 KB of memory.";
    }
}
