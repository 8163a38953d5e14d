package io.firstfin.analysis.render.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedRowsTest {

    @Test
    void rows_come_out_by_time_however_few_fit_into_memory() throws IOException {
        Random random = new Random(7);
        List<String> expected = new ArrayList<>();
        try (SortedRows rows = new SortedRows(2, 100)) {
            List<Integer> times = new ArrayList<>();
            for (int i = 0; i < 1_050; i++) {
                int time = random.nextInt(500);
                times.add(time);
                rows.add(Instant.ofEpochSecond(time / 10, time % 10), new String[] {"" + time, "" + i});
            }
            for (int time = 0; time < 500; time++) {
                for (int i = 0; i < times.size(); i++) {
                    if (times.get(i) == time) {
                        expected.add(time + " " + i);
                    }
                }
            }
            List<String> sorted = new ArrayList<>();
            rows.forEach(cells -> sorted.add(cells[0] + " " + cells[1]));
            assertThat(sorted).isEqualTo(expected);
        }
    }

    @Test
    void a_text_of_any_length_is_kept_up_to_a_bound() throws IOException {
        try (SortedRows rows = new SortedRows(1, 1)) {
            rows.add(Instant.EPOCH, new String[] {"\u20ac".repeat(70_000)});
            rows.add(Instant.EPOCH, new String[] {"b"});
            List<String> sorted = new ArrayList<>();
            rows.forEach(cells -> sorted.add(cells[0]));
            assertThat(sorted).containsExactly("\u20ac".repeat(4_000), "b");
        }
    }
}
