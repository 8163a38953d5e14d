package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.TcpState;
import org.junit.jupiter.api.Test;

class OwnerTallyTest {

    private static final Owner TILL = new Owner("shop.Till.sell:14", "OkHttp 5.5.1", "RESPONSE_SAID_CLOSE");
    private static final Owner SEARCH = new Owner("shop.Search.find:20", null, "UNKNOWN");
    private static final Owner OPENER = new Owner("shop.Pool.borrow:7", null, null);

    private final OwnerTally holders = new OwnerTally();

    @Test
    void are_told_by_line_the_most_first_and_others_last() {
        add(70, TILL, 1);
        add(20, SEARCH, 1);
        holders.add(TcpState.ESTABLISHED, OPENER, 1);

        assertThat(holders.text(100, 8, 1)).isEqualTo("""
                70 TIME_WAIT 70% closed by shop.Till.sell:14 (OkHttp 5.5.1, RESPONSE_SAID_CLOSE)
                20 TIME_WAIT 20% closed by shop.Search.find:20
                1 ESTABLISHED 1% opened by shop.Pool.borrow:7
                8 rows 8% of other processes
                1 rows 1% of other processes, or closed before they were recorded""");
        assertThat(holders.guilty()).isEqualTo("shop.Till.sell:14");
    }

    @Test
    void are_estimated_from_those_that_were_sampled_by_their_weight() {
        add(870, null, 0);
        add(10, TILL, 60);
        add(20, SEARCH, 15);

        assertThat(holders.text(1_000, 100, 0)).isEqualTo("""
                600 TIME_WAIT 60% closed by shop.Till.sell:14 (OkHttp 5.5.1, RESPONSE_SAID_CLOSE), \
                estimated from samples
                300 TIME_WAIT 30% closed by shop.Search.find:20, estimated from samples
                100 rows 10% of other processes""");
    }

    @Test
    void are_nobody_of_ours_where_no_line_is_known() {
        add(5, null, 0);

        assertThat(holders.text(5, 0, 0)).isEqualTo("5 TIME_WAIT 100% of this JVM, no line known");
        assertThat(holders.guilty()).isNull();
    }

    private void add(int rows, Owner owner, int weight) {
        for (int i = 0; i < rows; i++) {
            holders.add(TcpState.TIME_WAIT, owner, weight);
        }
    }
}
