package io.firstfin.tracer.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** However large the heap is: together the tables take no more than their limit. */
class TableMemoryTest {

    private static final long MB = 1 << 20;
    private static final long SEED = 20_261_129;

    @ParameterizedTest(name = "-Xmx{0}m: {1} MB")
    @CsvSource({"64, 16", "128, 32", "256, 64", "512, 128", "2560, 128", "4096, 204", "32768, 1638"})
    void the_limit_is_a_twentieth_of_a_usual_heap_and_a_quarter_of_a_small_one(long heap, long limit) {
        assertThat(TableMemory.ofHeap(heap * MB) / MB).isEqualTo(limit);
    }

    @Test
    void no_sum_of_bounds_is_above_its_limit() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            long limit = random.nextLong(1L << random.nextInt(10, 40));
            assertThat(TableMemory.bytes(TableMemory.entries(limit)))
                    .as("limit %,d", limit)
                    .isBetween(0L, limit);
        }
    }

    @Test
    void no_bound_is_above_what_the_table_wants_or_falls_when_the_limit_grows() {
        Map<BoundedTable, Integer> before = TableMemory.entries(0);
        for (long limit = 0; limit < 1024 * MB; limit += MB) {
            Map<BoundedTable, Integer> now = TableMemory.entries(limit);
            for (BoundedTable table : BoundedTable.values()) {
                assertThat(now.get(table)).isBetween(before.get(table), table.wanted());
            }
            before = now;
        }
    }

    @ParameterizedTest
    @EnumSource(BoundedTable.class)
    void a_large_heap_gives_every_table_what_it_wants(BoundedTable table) {
        assertThat(TableMemory.entries(16_384 * MB)).containsEntry(table, table.wanted());
    }

    @ParameterizedTest
    @EnumSource(
            value = BoundedTable.class,
            names = {"HANDED_OVER_TASKS", "WAITING_TO_BE_ACCEPTED", "OPEN_RATES", "CLASS_NAMES"})
    void a_small_heap_lowers_the_bounds_of_large_tables_alone(BoundedTable small) {
        assertThat(TableMemory.entries(32 * MB)).containsEntry(small, small.wanted());
    }

    @Test
    void this_jvm_keeps_the_limit_of_its_heap() {
        assertThat(BoundedTable.mostBytes())
                .isLessThanOrEqualTo(TableMemory.ofHeap(Runtime.getRuntime().maxMemory()));
    }
}
