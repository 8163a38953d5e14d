package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The user records, dumps and stops as a seed has it, while FirstFin comes, records and goes. JFR.configure is
 * StackDepthIT's. {@code -Dreliability.seed=N} plays another order.
 */
@Execution(ExecutionMode.CONCURRENT)
class UserRecordingsIT {
    private static final int STEPS = ReliabilityDocument.LONG ? 250 : 5;
    private static final long SEED =
            Long.getLong("reliability.seed", ReliabilityDocument.LONG ? System.currentTimeMillis() : 1);

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Trial.USER_RECORDINGS.jdks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void each_keeps_what_it_asked_for_and_detach_waits_for_the_last_that_wants_our_events(Jdk jdk) throws Exception {
        System.out.println(jdk + ", seed " + SEED);
        Random random = new Random(SEED);
        try (MarkedJvm jvm = new MarkedJvm(
                jdk, folder, "-Xlog:jfr+startup=error", "-XX:StartFlightRecording:name=atstart,settings=default")) {
            RecordingSteps steps = new RecordingSteps(jvm, folder, template());
            steps.startedWith("atstart");
            steps.start(true);
            steps.attach();
            steps.start(true);
            steps.status();
            steps.detach();
            steps.record(random);
            for (int step = 0; step < STEPS; step++) {
                steps.any(random);
            }
            steps.stopAll();
            steps.status();
            steps.detach();
            steps.status();
            steps.record(random);
            steps.stopAll();
            steps.detach();
            steps.status();
            assertThat(jvm.isAlive()).isTrue();
            assertThat(jvm.stderr()).doesNotContain("FirstFin", "Exception");
            ReliabilityDocument.report(
                    Trial.USER_RECORDINGS,
                    "recordings of jcmd and of the JVM's start, with our events and without",
                    jdk,
                    "whole, settings as they were; " + steps.summary());
        }
    }

    private static Path template() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("firstfin.templates")))) {
            return files.filter(file -> file.endsWith("firstfin-diagnose.jfc"))
                    .findFirst()
                    .orElseThrow()
                    .toRealPath();
        }
    }
}
