package io.firstfin.analysis.engine;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MomentListTest {

    private static final int TRIES = 500;

    @Test
    void the_median_is_the_one_in_the_middle_of_the_sorted() {
        forAll(TRIES, choices -> choices.list(1, 60, one -> one.between(0L, 20L)), moments -> {
            MomentList list = list(moments);
            long median = list.median();
            assertThat(median).isEqualTo(list.sort().get(list.size() / 2));
            assertThat(list.size()).isEqualTo(moments.size());
        });
    }

    @Test
    void what_is_earlier_than_a_moment_is_dropped_and_counted() {
        forAll(TRIES, choices -> choices.list(1, 60, one -> one.between(0L, 20L)), moments -> {
            MomentList list = list(moments);
            int earlier = (int) list.count(moment -> moment < 10);
            assertThat(list.dropBefore(10)).isEqualTo(earlier);
            assertThat(list.size()).isEqualTo(moments.size() - earlier);
            assertThat(list.sort().before(10)).isZero();
        });
    }

    private static MomentList list(List<Long> moments) {
        MomentList list = new MomentList();
        moments.forEach(list::add);
        return list;
    }
}
