package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnInodesTest {

    @Test
    void finds_each_descriptor_and_no_other() {
        OwnInodes own = OwnInodes.of(Map.of(4_711L, 7, 12L, 9, Long.MAX_VALUE, 3));

        assertThat(own.number(4_711)).isEqualTo(7);
        assertThat(own.number(12)).isEqualTo(9);
        assertThat(own.number(Long.MAX_VALUE)).isEqualTo(3);
        assertThat(own.contain(12)).isTrue();
        assertThat(own.contain(13)).isFalse();
        assertThat(own.number(13)).isNull();
    }

    @Test
    void holds_nothing_before_it_was_read() {
        assertThat(OwnInodes.NONE.contain(0)).isFalse();
        assertThat(OwnInodes.NONE.number(4_711)).isNull();
    }
}
