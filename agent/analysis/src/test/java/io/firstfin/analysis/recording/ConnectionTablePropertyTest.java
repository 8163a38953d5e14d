package io.firstfin.analysis.recording;

import static io.firstfin.testing.Choices.weighted;
import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.testing.Generator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTablePropertyTest {

    private static final Generator<String> NUMBERED = choices -> "c-" + choices.between(0, 20_000);
    private static final Generator<String> OTHER =
            choices -> choices.text(1, 12, letter -> (char) letter.between('A', 'z'));

    @Test
    void keeps_the_last_value_of_each_connection() {
        forAll(
                50,
                choices -> choices.list(1, 6_000, name -> name.oneOf(weighted(9, NUMBERED), weighted(1, OTHER))),
                ConnectionTablePropertyTest::keepsTheLastValueOfEach);
    }

    private static void keepsTheLastValueOfEach(List<String> names) {
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

    @Test
    void refuses_rows_beyond_its_limit() {
        ConnectionTable table = new ConnectionTable(2);
        assertThat(table.row("c-1")).isNotEqualTo(ConnectionTable.NO_ROW);
        assertThat(table.row("c-2")).isNotEqualTo(ConnectionTable.NO_ROW);
        assertThat(table.row("c-3")).isEqualTo(ConnectionTable.NO_ROW);
        assertThat(table.row("c-1")).isNotEqualTo(ConnectionTable.NO_ROW);
    }
}
