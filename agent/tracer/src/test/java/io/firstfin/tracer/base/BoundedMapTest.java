package io.firstfin.tracer.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedMapTest {

    private final BoundedMap<String, Integer> map = new BoundedMap<>(2);

    @Test
    void makes_a_value_once_for_each_key() {
        assertThat(map.getOrMake("a", String::length)).isEqualTo(1);
        assertThat(map.getOrMake("a", key -> 7)).isEqualTo(1);
        assertThat(map.get("a")).isEqualTo(1);
        assertThat(map.leftOut()).isZero();
    }

    @Test
    void takes_no_new_key_when_it_is_full_and_counts_that() {
        map.getOrMake("a", key -> 1);
        map.getOrMake("b", key -> 2);

        assertThat(map.getOrMake("c", key -> 3)).isNull();
        assertThat(map.getOrMake("a", key -> 9)).isEqualTo(1);
        assertThat(map.size()).isEqualTo(2);
        assertThat(map.leftOut()).isEqualTo(1);
    }

    @Test
    void has_room_again_when_an_entry_is_removed() {
        map.getOrMake("a", key -> 1);
        map.getOrMake("b", key -> 2);
        map.remove("a", 7);
        assertThat(map.get("a")).isEqualTo(1);

        map.remove("a", 1);
        assertThat(map.getOrMake("c", key -> 3)).isEqualTo(3);
    }
}
