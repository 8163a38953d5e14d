package io.firstfin.tracer.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuppressedErrorsTest {

    private final SuppressedErrors errors = new SuppressedErrors();

    @Test
    void has_nothing_to_tell_at_first() {
        assertThat(errors.count()).isZero();
        assertThat(errors.last()).isNull();
    }

    @Test
    void counts_all_and_keeps_the_newest_with_its_place() {
        errors.accept(new IllegalStateException("first"));
        errors.accept(new IllegalStateException("second"));

        assertThat(errors.count()).isEqualTo(2);
        assertThat(errors.last())
                .startsWith("java.lang.IllegalStateException: second at ")
                .contains(getClass().getName());
    }

    @Test
    void takes_an_error_without_a_stack() {
        errors.accept(new Error("bare", null, false, false) {});

        assertThat(errors.last()).endsWith(": bare");
    }
}
