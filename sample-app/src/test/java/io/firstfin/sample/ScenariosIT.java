package io.firstfin.sample;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario, through every API, on every JDK, with the agent coming one way or the other in turn. */
@Execution(ExecutionMode.CONCURRENT)
class ScenariosIT {
    private static final ReasonsDocument CLIENTS = new ReasonsDocument();
    private static final Series SERIES = new Series(StagedScenario.inTurn());

    @BeforeAll
    static void sayWhetherTheKernelWasAsked() {
        Oracle.unavailableBecause()
                .ifPresent(why -> System.out.println("the scenarios ran without the oracle: " + why));
    }

    @AfterAll
    static void the_reasons_of_http_clients_are_as_documented() throws Exception {
        CLIENTS.check();
    }

    @AfterAll
    static void sayWhatWasNotProven() {
        System.out.println("all scenarios: " + Checks.SCENARIOS);
    }

    /** All but the one that SeveralLoadersIT plays, both ways on each JDK. */
    static Stream<StagedScenario> scenarios() {
        return StagedScenario.inTurn().filter(scenario -> scenario.number() != StagedScenario.SEVERAL_LOADERS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void firstfin_reports_what_happened_and_harms_nothing(StagedScenario scenario) throws Exception {
        CLIENTS.add(SERIES.check(scenario));
    }
}
