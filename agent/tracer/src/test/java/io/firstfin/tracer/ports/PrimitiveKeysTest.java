package io.firstfin.tracer.ports;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.EphemeralPorts;
import io.firstfin.kernel.sysctl.KernelSettings;
import io.firstfin.testing.Choices;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.verdict.Role;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found by the numbers of a row is what a map of objects finds by the objects of the same row. */
class PrimitiveKeysTest {

    private static final int MOST = 12;
    private static final EphemeralPorts PORTS = new EphemeralPorts(KernelSettings.read());

    @Test
    void budgets_are_those_of_equal_keys() {
        forAll(choices -> choices.list(0, 40, PrimitiveKeysTest::ends), all -> {
            BudgetTable table = new BudgetTable(PORTS, new BitSet(), List.of(), MOST);
            Map<BudgetKey, BudgetTally> expected = new HashMap<>();
            int leftOut = 0;
            for (int i = 0; i < all.size(); i++) {
                BudgetKey.Side side = i % 3 == 0 ? BudgetKey.Side.SERVER : BudgetKey.Side.CLIENT;
                BudgetKey key = BudgetKey.of(side, all.get(i));
                BudgetTally tally = i % 4 == 0 ? table.at(key) : table.at(side, shown(all.get(i)));
                if (tally == null) {
                    leftOut++;
                    assertThat(expected).hasSize(MOST).doesNotContainKey(key);
                } else {
                    assertThat(tally.key).isEqualTo(key);
                    assertThat(expected.computeIfAbsent(key, k -> tally)).isSameAs(tally);
                    assertThat(table.find(key)).isSameAs(tally);
                }
            }
            assertThat(table.all()).hasSize(expected.size());
            assertThat(table.leftOut()).isEqualTo(leftOut);
        });
    }

    @Test
    void a_budget_without_addresses_is_of_no_row() throws UnknownHostException {
        InetAddress none = InetAddress.getByName("::");
        BudgetTable table = new BudgetTable(PORTS, new BitSet(), List.of(), MOST);
        BudgetTally unlocated = table.at(new BudgetKey(BudgetKey.Side.CLIENT, null, 0, none, 80));

        assertThat(table.at(BudgetKey.Side.CLIENT, shown(new Endpoints(none, 1, none, 80))))
                .isNotSameAs(unlocated);
        assertThat(table.find(unlocated.key)).isSameAs(unlocated);
    }

    @Test
    void traced_connections_are_those_of_equal_ends() {
        forAll(choices -> choices.list(0, 60, PrimitiveKeysTest::ends), PrimitiveKeysTest::ends, (all, other) -> {
            ConnectionTable table = new ConnectionTable();
            Map<Endpoints, Connection> expected = new HashMap<>();
            for (int i = 0; i < all.size(); i++) {
                Connection connection = new Connection(i, null, i, "Socket", Role.CLIENT, Connection.Phase.OPEN);
                connection.locate(all.get(i));
                table.put(connection);
                expected.put(all.get(i), connection);
            }
            TracedConnections traced = new TracedConnections();
            traced.addAll(table);

            for (Endpoints ends : all) {
                assertThat(traced.get(ends)).isSameAs(expected.get(ends));
                assertThat(traced.get(shown(ends))).isSameAs(expected.get(ends));
            }
            assertThat(traced.get(shown(other))).isSameAs(expected.get(other));
            assertThat(traced.get(other)).isSameAs(expected.get(other));
        });
    }

    private static SocketCursor shown(Endpoints ends) {
        SocketCursor cursor = new SocketCursor();
        cursor.show(new SocketRow(TcpState.ESTABLISHED, ends, -1, 0, -1, 1, 0, 0, 0));
        return cursor;
    }

    private static Endpoints ends(Choices choices) {
        return new Endpoints(address(choices), choices.between(1, 2), address(choices), choices.between(1, 2));
    }

    /** One of few: IPv4, the same as a mapped address, and IPv6 with and without a scope. */
    private static InetAddress address(Choices choices) {
        byte last = (byte) choices.between(1, 2);
        try {
            return switch (choices.between(0, 3)) {
                case 0 -> InetAddress.getByAddress(new byte[] {10, 0, 0, last});
                case 1 ->
                    Inet6Address.getByAddress(
                            null, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, last}, -1);
                case 2 ->
                    Inet6Address.getByAddress(
                            null, new byte[] {-2, -128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, last}, -1);
                default ->
                    Inet6Address.getByAddress(
                            null, new byte[] {-2, -128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, last}, 3);
            };
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }
}
