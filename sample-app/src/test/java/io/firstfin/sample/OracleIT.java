package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.support.LibraryTable;
import io.firstfin.sample.tracefs.Truth;
import io.firstfin.sample.tracefs.Truth.Ending;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios without the agent: what they expect must be what the kernel did. */
@Execution(ExecutionMode.CONCURRENT)
class OracleIT {

    static Stream<StagedScenario> scenarios() {
        return StagedScenario.all(Way.WITHOUT_AGENT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void what_a_scenario_expects_is_what_the_kernel_did(StagedScenario scenario) throws Exception {
        Played played = Play.byItself(scenario);
        assertThat(played.exit()).isZero();
        if (!LibraryTable.variants().contains(scenario.variant())) {
            // a library has this and that to say of its own
            assertThat(played.stderr()).allMatch(Checks::isSaidByOthers);
        }
        Oracle.unavailableBecause().ifPresent(why -> Assumptions.abort("played without the oracle: " + why));

        SoftAssertions softly = new SoftAssertions();
        for (Expectation expected : played.expectations()) {
            switch (expected.event()) {
                case "Close" -> agrees(played, expected, softly);
                case "Connect" ->
                    softly.assertThat(about(played, expected))
                            .as("connections of " + expected)
                            .hasSize(connects(expected));
                case "Nothing" -> softly.assertThat(played.lives()).isEmpty();
                default -> {}
            }
        }
        softly.assertAll();
    }

    private static void agrees(Played played, Expectation expected, SoftAssertions softly) {
        List<Life> lives = about(played, expected).stream()
                .filter(life -> !"CLIENT".equals(expected.facts().get("role")) || life.connected())
                .toList();
        softly.assertThat(lives).as("endpoints of " + expected).hasSize(expected.count());
        for (Life life : lives) {
            String closedFirst = expected.values().get("closedFirst");
            if (closedFirst != null) {
                softly.assertThat(life.truth().closedFirst().name())
                        .as(life.toString())
                        .isEqualTo(closedFirst);
            }
            Optional<String> truth = Checks.timeWait(played, life);
            String timeWait = expected.values().get("timeWait");
            if (timeWait != null) {
                softly.assertThat(truth).as(life.toString()).contains(timeWait);
            }
            endedSo(played.truth(life), expected, life, softly);
        }
    }

    private static void endedSo(Truth truth, Expectation expected, Life life, SoftAssertions softly) {
        String ending = expected.values().get("ending");
        // before Linux 6.10 the kernel does not record why it sent a reset
        boolean recorded = truth.ending() != Ending.UNKNOWN || truth.resetBy() == null;
        if (ending != null && recorded) {
            softly.assertThat(truth.ending().name()).as(life.toString()).isEqualTo(ending);
        }
        String resetBy = expected.values().get("resetBy");
        if (resetBy != null) {
            softly.assertThat(String.valueOf(truth.resetBy()))
                    .as(life.toString())
                    .isEqualTo(resetBy);
        }
    }

    /** A connect that fails never brings an endpoint to ESTABLISHED. */
    private static int connects(Expectation expected) {
        return expected.values().getOrDefault("failureKind", "null").equals("null") ? 1 : 0;
    }

    private static List<Life> about(Played played, Expectation expected) {
        String failure = expected.values().getOrDefault("failureKind", "null");
        boolean anyLocal = expected.local() == null && !failure.equals("null");
        return played.lives().stream()
                .filter(life -> Checks.isAbout(expected, life))
                .filter(life -> !anyLocal || !isQueued(played, life))
                .toList();
    }

    /** What fills the queue of a listener goes to the same port, but is no failed connect. */
    private static boolean isQueued(Played played, Life life) {
        return played.expectations().stream()
                .anyMatch(e -> e.event().equals("Unaccepted")
                        && e.local().equals(life.remote())
                        && e.remote().equals(life.local()));
    }
}
