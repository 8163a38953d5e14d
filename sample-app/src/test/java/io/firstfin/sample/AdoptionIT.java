package io.firstfin.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections older than the agent: who closed them first is reported, how old they were is not. */
@Execution(ExecutionMode.CONCURRENT)
class AdoptionIT {
    private static final Series SERIES = new Series(scenarios());

    static Stream<StagedScenario> scenarios() {
        List<StagedScenario> scenarios = new ArrayList<>();
        for (StagedScenario scenario :
                StagedScenario.all(Way.ATTACH).filter(one -> one.number() <= 2).toList()) {
            scenarios.add(scenario.with("--open-before"));
        }
        return scenarios.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void a_connection_opened_before_the_agent_came_is_adopted(StagedScenario scenario) throws Exception {
        SERIES.check(scenario);
    }
}
