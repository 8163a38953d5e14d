package io.firstfin.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections older than the agent: who closed them first is told, how old they were is not. */
@Execution(ExecutionMode.CONCURRENT)
class AdoptionIT {
    private static final Series SERIES = new Series(lessons());

    static Stream<Lesson> lessons() {
        List<Lesson> lessons = new ArrayList<>();
        for (Lesson lesson :
                Lesson.all(Way.ATTACH).filter(one -> one.number() <= 2).toList()) {
            lessons.add(lesson.with("--open-before"));
        }
        return lessons.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    void a_connection_opened_before_the_agent_came_is_adopted(Lesson lesson) throws Exception {
        SERIES.check(lesson);
    }
}
