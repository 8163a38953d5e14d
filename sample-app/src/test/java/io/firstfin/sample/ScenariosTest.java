package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.support.Scenario;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ScenariosTest {

    @Test
    void a_lessons_number_is_its_place_in_the_list() {
        for (int i = 0; i < Scenarios.ALL.size(); i++) {
            assertThat(Scenarios.ALL.get(i).getClass().getSimpleName())
                    .startsWith(String.format("S%02d", i + 1));
        }
    }

    @Test
    void every_lesson_has_variants_and_none_twice() {
        for (Scenario scenario : Scenarios.ALL) {
            assertThat(scenario.variants()).isNotEmpty();
            assertThat(new HashSet<>(scenario.variants())).hasSameSizeAs(scenario.variants());
        }
    }

    @Test
    void every_lesson_says_in_a_line_what_it_teaches() {
        assertThat(Scenarios.ALL).extracting(Scenario::lesson)
                .allMatch(lesson -> lesson.length() <= 50).doesNotHaveDuplicates();
    }
}
