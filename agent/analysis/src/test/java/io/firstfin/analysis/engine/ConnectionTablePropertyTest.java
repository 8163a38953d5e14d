package io.firstfin.analysis.engine;

import static io.firstfin.testing.Choices.weighted;
import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.testing.Choices;
import io.firstfin.testing.Generator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTablePropertyTest {

    private static final int TRIES = 50;
    private static final Generator<String> NUMBERED = choices -> "c-" + choices.between(0, 20_000);
    private static final Generator<String> OTHER =
            choices -> choices.text(1, 12, letter -> (char) letter.between('A', 'z'));

    @Test
    void keeps_one_record_of_each_connection() {
        forAll(TRIES, ConnectionTablePropertyTest::names, names -> {
            ConnectionTable table = new ConnectionTable();
            Map<String, ConnectionRecord> expected = new HashMap<>();
            for (String name : names) {
                ConnectionRecord record = table.make(ConnectionTable.key(name));
                assertThat(expected.getOrDefault(name, record)).isSameAs(record);
                expected.put(name, record);
            }
            assertThat(table.size()).isEqualTo(expected.size());
            expected.forEach((name, record) ->
                    assertThat(table.get(ConnectionTable.key(name))).isSameAs(record));
        });
    }

    @Test
    void keeps_all_but_what_was_removed() {
        forAll(TRIES, ConnectionTablePropertyTest::names, names -> {
            ConnectionTable table = new ConnectionTable();
            names.forEach(name -> table.make(ConnectionTable.key(name)));
            table.removeIf(record -> record.key % 3 == 0);
            for (String name : names) {
                long key = ConnectionTable.key(name);
                assertThat(table.get(key) == null).isEqualTo(key % 3 == 0);
            }
        });
    }

    private static List<String> names(Choices choices) {
        return choices.list(1, 6_000, name -> name.oneOf(weighted(9, NUMBERED), weighted(1, OTHER)));
    }
}
