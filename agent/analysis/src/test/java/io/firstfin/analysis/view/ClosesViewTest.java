package io.firstfin.analysis.view;

import static io.firstfin.analysis.model.Models.PEER;
import static io.firstfin.analysis.model.Models.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Trigger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosesViewTest {

    private static final CallSite STOCK = new CallSite("shop.Stock", "ask", 88, "OkHttp");
    private static final CallSite PRICES = new CallSite("shop.Prices", "ask", 12, "");
    private static final CallSite ABORT = new CallSite("shop.Prices", "abort", 31, "");

    @Test
    void each_group_has_its_destination_who_was_first_how_why_and_where() {
        ClosesView view = ClosesView.of(
                new Models()
                        .closed(PEER, ClosedFirst.LOCAL, new Why("RESPONSE_SAID_CLOSE", "OkHttp 4.12.0"), 1, 70)
                        .closed(PEER, ClosedFirst.LOCAL, Ending.RESET_BY_LINGER, Trigger.CLOSE, 20)
                        .closed(SERVER, ClosedFirst.REMOTE, 10)
                        .site(Act.CLOSE, PEER, STOCK, 40, Mark.TIME_WAIT_OURS)
                        .site(Act.CLOSE, PEER, PRICES, 30, Mark.TIME_WAIT_OURS)
                        .site(Act.CLOSE, PEER, ABORT, 20, Mark.RESET_BY_LINGER)
                        .build(),
                10);
        assertThat(view.rows())
                .extracting(
                        ClosesView.Row::destination,
                        ClosesView.Row::first,
                        ClosesView.Row::ending,
                        ClosesView.Row::reasonName,
                        ClosesView.Row::sites,
                        ClosesView.Row::count)
                .containsExactly(
                        tuple(
                                "10.0.0.7:8080",
                                "we",
                                "FIN",
                                "RESPONSE_SAID_CLOSE",
                                List.of("shop.Stock.ask(Stock.java:88)", "shop.Prices.ask(Prices.java:12)"),
                                "70"),
                        tuple(
                                "10.0.0.7:8080",
                                "we",
                                "our reset, SO_LINGER 0",
                                "UNKNOWN",
                                List.of("shop.Prices.abort(Prices.java:31)"),
                                "20"),
                        tuple("our port 80", "the peer", "FIN", "UNKNOWN", List.of(), "10"));
        assertThat(view.capped()).isEmpty();
    }

    @Test
    void what_is_beyond_the_most_is_counted_and_the_command_named_that_shows_it() {
        Models models = new Models();
        for (int port = 1; port <= 30; port++) {
            models.closed(Destination.client(Models.NETWORK, "10.0.0.1", "10.0.0.7", port), ClosedFirst.LOCAL, port);
        }
        ClosesView view = ClosesView.of(models.build(), 20);
        assertThat(view.rows()).hasSize(20);
        assertThat(view.rows().get(0).count()).isEqualTo("30");
        assertThat(view.capped())
                .isEqualTo(
                        "The 20 groups with most closes are shown; 10 more groups with 55 closes are not. The command"
                                + " report --closes prints every close.");
    }

    @Test
    void what_the_end_of_the_jvm_closed_was_closed_in_no_code() {
        ClosesView view = ClosesView.of(
                new Models()
                        .closed(PEER, ClosedFirst.LOCAL, Ending.FIN, Trigger.EXIT, 3)
                        .site(Act.CLOSE, PEER, STOCK, 40, Mark.TIME_WAIT_OURS)
                        .build(),
                10);
        assertThat(view.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.sites()).isEmpty());
    }
}
