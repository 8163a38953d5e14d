package io.firstfin.analysis.render.text;

import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.view.ClosersView;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.ResetBy;
import org.junit.jupiter.api.Test;

class ClosersTextTest {

    @Test
    void what_is_supposed_and_who_reset_stand_apart() {
        assertThat(new TextReport(TextStyle.PLAIN)
                        .endings(ClosersView.of(
                                new Models()
                                        .closed(PEER, ClosedFirst.LOCAL, 50)
                                        .supposed(PEER, ClosedFirst.LOCAL, "", 20)
                                        .closedTooEarly(PEER, ResetBy.LOCAL, 12)
                                        .closedTooEarly(PEER, ResetBy.REMOTE, 10)
                                        .closedTooEarly(PEER, ResetBy.UNKNOWN, 8)
                                        .build(),
                                10,
                                10))
                        .lines())
                .containsExactly(
                        " Role   | Closed first | Ending                         | TIME_WAIT | Closes | Share",
                        "--------+--------------+--------------------------------+-----------+--------+-------",
                        " client | we           | FIN                            | we        |     50 |  50 %",
                        " client | we, supposed | FIN                            | unknown   |     20 |  20 %",
                        " client | we           | our FIN, then our reset        | nobody    |     12 |  12 %",
                        " client | we           | our FIN, then the peer's reset | nobody    |     10 |  10 %",
                        " client | we           | our FIN, then a reset          | nobody    |      8 | 8.0 %");
    }
}
