package io.firstfin.sample;

import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM told to prefer the IPv4 stack has sockets of another family than every other JVM. */
@Execution(ExecutionMode.CONCURRENT)
class Ipv4StackIT {
    private static final int WE_CLOSE_FIRST = 2;
    private static final Series SERIES = new Series(scenarios());

    static Stream<StagedScenario> scenarios() {
        return StagedScenario.all(Way.JAVAAGENT)
                .filter(scenario -> scenario.number() == WE_CLOSE_FIRST)
                .map(scenario -> scenario.with("-Djava.net.preferIPv4Stack=true"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void sockets_of_the_ipv4_stack_are_reported_alike(StagedScenario scenario) throws Exception {
        SERIES.check(scenario);
    }
}
