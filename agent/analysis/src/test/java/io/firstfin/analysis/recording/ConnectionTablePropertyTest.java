package io.firstfin.analysis.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ConnectionTablePropertyTest {

    @Property(tries = 50)
    void keeps_the_last_value_of_each_connection(@ForAll("names") List<String> names) {
        ConnectionTable table = new ConnectionTable(ConnectionTable.LIMIT);
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            int value = i % 1000;
            table.bits(table.row(names.get(i)), value);
            expected.put(names.get(i), value);
        }
        expected.forEach(
                (name, value) -> assertThat(table.bits(table.row(name))).isEqualTo(value));
    }

    @Example
    void refuses_rows_beyond_its_limit() {
        ConnectionTable table = new ConnectionTable(2);
        assertThat(table.row("c-1")).isNotEqualTo(ConnectionTable.NO_ROW);
        assertThat(table.row("c-2")).isNotEqualTo(ConnectionTable.NO_ROW);
        assertThat(table.row("c-3")).isEqualTo(ConnectionTable.NO_ROW);
        assertThat(table.row("c-1")).isNotEqualTo(ConnectionTable.NO_ROW);
    }

    @Provide
    Arbitrary<List<String>> names() {
        Arbitrary<String> numbered = Arbitraries.longs().between(0, 20_000).map(n -> "c-" + n);
        Arbitrary<String> other = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12);
        return Arbitraries.frequencyOf(Tuple.of(9, numbered), Tuple.of(1, other))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6_000);
    }
}
