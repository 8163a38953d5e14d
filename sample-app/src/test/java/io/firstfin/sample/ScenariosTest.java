package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.support.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ScenariosTest {

    @Test
    void a_scenarios_number_is_its_place_in_the_list() {
        for (int i = 0; i < Scenarios.ALL.size(); i++) {
            assertThat(Scenarios.ALL.get(i).getClass().getSimpleName()).startsWith(String.format("S%02d", i + 1));
        }
    }

    @Test
    void every_scenario_has_variants_and_none_twice() {
        for (Scenario scenario : Scenarios.ALL) {
            assertThat(scenario.variants()).isNotEmpty();
            assertThat(new HashSet<>(scenario.variants())).hasSameSizeAs(scenario.variants());
        }
    }

    @Test
    void every_scenario_says_in_a_line_what_it_shows() {
        assertThat(Scenarios.ALL)
                .extracting(Scenario::title)
                .allMatch(title -> title.length() <= 50)
                .doesNotHaveDuplicates();
    }

    @Test
    void the_readme_shows_the_list_as_it_is_printed() throws Exception {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            Scenarios.main(new String[0]);
        } finally {
            System.setOut(stdout);
        }

        assertThat(Files.readString(Path.of("README.md"))).contains(printed.toString());
    }
}
