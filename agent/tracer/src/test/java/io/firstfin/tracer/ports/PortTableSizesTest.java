package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.EntrySize;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** What the tables of the diagnosis of ports take of the heap. */
class PortTableSizesTest {

    @Test
    void a_rate_takes_what_its_table_says() {
        EntrySize.assertHolds(BoundedTable.OPEN_RATES, () -> {
            OpenRates rates = new OpenRates();
            return number -> rates.add(BudgetKey.client(new Endpoints(address(1), 40_000, address(2 + number), 80)));
        });
    }

    @Test
    void a_recent_close_takes_what_its_table_says() {
        EntrySize.assertHolds(BoundedTable.RECENT_CLOSES, () -> {
            RecentCloses closes = new RecentCloses();
            return number ->
                    closes.enter(new Endpoints(address(1), 30_000 + number, address(2), 80), number, null, 0, false);
        });
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
