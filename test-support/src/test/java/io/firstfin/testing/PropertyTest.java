package io.firstfin.testing;

import static io.firstfin.testing.Choices.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyTest {
    private static final Generator<Integer> ANY = choices -> choices.signed(Integer.MAX_VALUE);

    @Test
    void a_statement_that_holds_is_tried_a_thousand_times() {
        List<Integer> tried = new ArrayList<>();
        Property.forAll(ANY, tried::add);
        assertThat(tried).hasSize(1_000);
        assertThat(new HashSet<>(tried)).hasSizeGreaterThan(300);
    }

    @Test
    void the_numbers_at_which_code_breaks_are_among_them() {
        assertThat(drawn(ANY)).contains(0, 1, -1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE);
        assertThat(drawn(choices -> choices.signed(127))).contains(0, 1, -1, 127, -128);
        assertThat(drawn(choices -> choices.between(112L << 20, 1L << 50))).contains(112L << 20, 1L << 50);
        assertThat(drawn(choices -> choices.between(1, 5_000)))
                .contains(1, 2, 4_999, 5_000)
                .noneMatch(n -> n < 1);
    }

    @Test
    void so_are_lists_and_texts_without_an_element_with_one_and_with_all() {
        assertThat(drawn(choices -> choices.list(0, 255, ANY)))
                .extracting(List::size)
                .contains(0, 1, 254, 255);
        assertThat(drawn(Choices::text)).extracting(String::length).contains(0, 1, 255);
        assertThat(drawn(choices -> choices.list(1, 3, ANY)))
                .extracting(List::size)
                .containsOnly(1, 2, 3);
    }

    @Test
    void letters_are_of_all_kinds() {
        Set<Character> letters = drawn(choices -> choices.letter(Character.MAX_VALUE));
        assertThat(letters)
                .contains('\0', Character.MAX_VALUE)
                .anyMatch(Character::isISOControl)
                .anyMatch(Character::isSurrogate)
                .anyMatch(Character::isDigit)
                .anyMatch(letter -> letter > 255);
        assertThat(drawn(choices -> choices.letter(127)))
                .allMatch(letter -> letter <= 127)
                .hasSize(128);
    }

    @Test
    void generators_are_drawn_by_their_weight() {
        List<String> drawn = new ArrayList<>();
        Property.forAll(choices -> choices.oneOf(weighted(1, c -> "seldom"), weighted(9, c -> "often")), drawn::add);
        assertThat(Collections.frequency(drawn, "seldom")).isBetween(50, 150);
    }

    @Test
    void a_list_that_breaks_it_is_made_as_short_and_simple_as_can_be() {
        record Act(String name, int amount) {}
        Generator<Act> act = choices -> new Act(choices.of("ADD", "TAKE", "LOSE"), choices.between(0, 3_000));
        assertThatThrownBy(() -> Property.forAll(
                        choices -> choices.list(0, 60, act),
                        acts -> assertThat(acts.size() < 3
                                        || acts.stream().noneMatch(a -> a.name().equals("LOSE") && a.amount() > 99))
                                .isTrue()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LOSE, amount=100]")
                .satisfies(failure -> assertThat(
                                failure.getMessage().lines().findFirst().orElseThrow())
                        .containsPattern("^broken by \\[(Act[^]]*], ){2}Act[^]]*]]$")
                        .contains("Act[name=ADD, amount=0]"));
    }

    @Test
    void a_text_within_a_list_is_too() {
        assertThatThrownBy(() -> Property.forAll(
                        choices -> choices.list(0, 20, Choices::text),
                        texts -> assertThat(texts).noneMatch(text -> text.contains("x"))))
                .hasMessageStartingWith("broken by [x]\n");
    }

    @Test
    void a_smaller_value_that_breaks_it_in_another_way_does_not_count() {
        assertThatThrownBy(() -> Property.forAll(ANY, number -> {
                    if (number > 1_000) {
                        throw new IllegalStateException();
                    }
                    assertThat(number).isLessThan(0);
                }))
                .satisfiesAnyOf(
                        failure -> assertThat(failure)
                                .hasMessageStartingWith("broken by 1001\n")
                                .hasCauseInstanceOf(IllegalStateException.class),
                        failure -> assertThat(failure)
                                .hasMessageStartingWith("broken by 0\n")
                                .hasCauseInstanceOf(AssertionError.class));
    }

    @Test
    void the_seed_that_a_failure_names_draws_the_same_value_again() {
        Generator<List<Integer>> numbers = choices -> choices.list(0, 60, ANY);
        List<List<Integer>> broken = new ArrayList<>();
        Throwable failure = catchThrowable(() -> Property.forAll(numbers, list -> {
            if (list.size() > 5) {
                broken.add(list);
                throw new AssertionError();
            }
        }));
        String message = failure.getMessage();
        long seed = Long.parseLong(message.substring(message.lastIndexOf('=') + 1));
        assertThat(Drawn.of(numbers, seed).value()).isEqualTo(broken.get(0));
    }

    @Test
    void making_smaller_comes_to_an_end() {
        Drawn<List<String>> drawn = Drawn.of(choices -> choices.list(1, 9, Choices::text), 1);
        for (int i = 0; i < 100_000; i++) {
            Drawn<List<String>> smaller = drawn.smaller().findFirst().orElse(null);
            if (smaller == null) {
                assertThat(drawn.value()).containsExactly("");
                return;
            }
            assertThat(smaller).isLessThan(drawn);
            drawn = smaller;
        }
        throw new AssertionError("no end");
    }

    private static <T> Set<T> drawn(Generator<T> generator) {
        Set<T> drawn = new HashSet<>();
        Property.forAll(5_000, generator, drawn::add);
        return drawn;
    }
}
