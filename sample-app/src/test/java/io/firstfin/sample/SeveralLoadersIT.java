package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent says which libraries it wove, and which it left alone. */
class SeveralLoadersIT {
    private static final Series SERIES = new Series(scenarios());

    static Stream<StagedScenario> scenarios() {
        return StagedScenario.all(Way.JAVAAGENT, Way.ATTACH)
                .filter(one -> one.number() == StagedScenario.SEVERAL_LOADERS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void the_status_names_each_version_and_why_one_was_left_alone(StagedScenario scenario) throws Exception {
        List<RecordedEvent> statuses = SERIES.check(scenario).verdicts().statuses();

        RecordedEvent last = statuses.get(statuses.size() - 1);
        assertThat(last.getString("libraries")).isEqualTo("OkHttp 4.12.0, OkHttp 5.5.1");
        assertThat(last.getString("leftAlone")).startsWith("OkHttp 3.14.9: only versions 4.");
    }
}
