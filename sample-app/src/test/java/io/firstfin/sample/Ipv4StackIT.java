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
    private static final Series SERIES = new Series(lessons());

    static Stream<Lesson> lessons() {
        return Lesson.all(Way.JAVAAGENT)
                .filter(lesson -> lesson.number() == WE_CLOSE_FIRST)
                .map(lesson -> lesson.with("-Djava.net.preferIPv4Stack=true"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    void sockets_of_the_ipv4_stack_are_told_alike(Lesson lesson) throws Exception {
        SERIES.check(lesson);
    }
}
