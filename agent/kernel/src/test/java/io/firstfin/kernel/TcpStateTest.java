package io.firstfin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpStateTest {
    @ParameterizedTest
    @EnumSource
    void every_state_is_found_by_its_number(TcpState state) {
        assertThat(TcpState.of(state.code())).isSameAs(state);
        assertThat(state.bit()).isEqualTo(1 << state.code());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 13, 255, Integer.MAX_VALUE})
    void a_number_linux_has_no_state_for_is_null(int code) {
        assertThat(TcpState.of(code)).isNull();
    }

    @Test
    void the_numbers_are_those_of_tcp_states_h() {
        assertThat(TcpState.TIME_WAIT.code()).isEqualTo(6);
        assertThat(TcpState.CLOSE_WAIT.code()).isEqualTo(8);
        assertThat(TcpState.LISTEN.code()).isEqualTo(10);
        assertThat(TcpState.NEW_SYN_RECV.code()).isEqualTo(12);
    }
}
