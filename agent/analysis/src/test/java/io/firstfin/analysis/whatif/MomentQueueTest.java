package io.firstfin.analysis.whatif;

import static io.firstfin.testing.Choices.weighted;
import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.testing.Generator;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentQueueTest {

    enum Act {
        ADD,
        TAKE_FIRST,
        TAKE_LAST
    }

    @Test
    void it_is_like_a_deque() {
        Generator<Act> act = choices -> choices.oneOf( // more are added than taken, so that the queue grows
                weighted(3, added -> Act.ADD),
                weighted(1, first -> Act.TAKE_FIRST),
                weighted(1, last -> Act.TAKE_LAST));
        forAll(choices -> choices.list(0, 200, act), MomentQueueTest::isLikeADeque);
    }

    private static void isLikeADeque(List<Act> acts) {
        MomentQueue queue = new MomentQueue();
        ArrayDeque<Long> expected = new ArrayDeque<>();
        for (int i = 0; i < acts.size(); i++) {
            if (acts.get(i) == Act.ADD || expected.isEmpty()) {
                queue.addLast(i);
                expected.addLast((long) i);
            } else if (acts.get(i) == Act.TAKE_FIRST) {
                assertThat(queue.removeFirst()).isEqualTo(expected.removeFirst());
            } else {
                queue.removeLast();
                expected.removeLast();
            }
            assertThat(queue.size()).isEqualTo(expected.size());
        }
    }

    @Test
    void many_are_all_counted_and_none_is_more_than_a_millisecond_early() {
        MomentQueue queue = new MomentQueue();
        int many = 3_000_000;
        for (int i = 0; i < many; i++) {
            queue.addLast(i * 20_000L);
        }
        assertThat(queue.size()).isEqualTo(many);
        for (int i = 0; i < many; i++) {
            long exact = i * 20_000L;
            long told = queue.removeFirst();
            if (told > exact || exact - told >= 1_000_000) {
                assertThat(told).as("moment %s", i).isBetween(exact - 999_999, exact);
            }
        }
        assertThat(queue.isEmpty()).isTrue();
    }
}
