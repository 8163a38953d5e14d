package io.firstfin.tracer.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WeakIdentityMapTest {

    private final WeakIdentityMap<Object, String> map = new WeakIdentityMap<>();

    @Test
    void calls_no_method_of_what_it_knows() {
        Hostile one = new Hostile();
        Hostile other = new Hostile();
        map.put(one, "one");
        map.computeIfAbsent(other, () -> "other");

        assertThat(map.get(one)).isEqualTo("one");
        assertThat(map.get(other)).isEqualTo("other");
        assertThat(map.computeIfAbsent(one, () -> "again")).isEqualTo("one");
    }

    @Test
    void equal_objects_are_two() {
        map.put(new String("host"), "one");

        assertThat(map.get(new String("host"))).isNull();
    }

    @Test
    void what_is_put_again_is_what_there_is() {
        Object key = new Object();
        map.put(key, "before");
        map.put(key, "after");

        assertThat(map.get(key)).isEqualTo("after");
        assertThat(map.values()).containsExactly("after");
    }

    @Test
    void nothing_is_known_of_nothing() {
        assertThat(map.get(null)).isNull();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void what_is_collected_is_forgotten() {
        for (int i = 0; i < 1_000; i++) {
            map.put(new Object(), "gone");
        }
        while (!map.values().isEmpty()) {
            System.gc();
            Thread.onSpinWait();
        }
    }

    private static final class Hostile {

        @Override
        public int hashCode() {
            throw new IllegalStateException("asked for its hash");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("asked what it equals");
        }
    }
}
