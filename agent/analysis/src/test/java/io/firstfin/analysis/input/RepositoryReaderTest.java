package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.ClosedFirst;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The last seconds of a JVM are read while it runs, from the folder that JFR writes to. */
class RepositoryReaderTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);

    /** Closes connections until its input ends, each with the kernel's word, first the local side, then the peer. */
    static final class Closing {
        public static void main(String[] args) throws Exception {
            try (TestRecording recording = new TestRecording()) {
                TestRecording.settings();
                System.out.println(System.getProperty("jdk.jfr.repository"));
                for (int i = 0; System.in.available() == 0; i++) {
                    String connection = "c-" + i;
                    TestRecording.connect(connection, connect -> {});
                    TestRecording.close(connection, close -> {});
                    TestRecording.kernelState(connection, i < 10 ? "LOCAL" : "REMOTE", "LOCAL", true);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
        }
    }

    @Test
    void the_closes_of_a_running_jvm_are_read_and_those_too_old_are_forgotten() throws Exception {
        Instant started = Instant.now();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Closing.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = jvm.inputReader();
                RepositoryReader reader =
                        RepositoryReader.start(Path.of(out.readLine()), started, Optional.of(Duration.ofSeconds(5)))) {
            Model first = await(reader, model -> model.closed() >= 50);
            assertThat(first.closed(group -> group.verdict().closedFirst() == ClosedFirst.REMOTE))
                    .isPositive();
            assertThat(first.recordings().networks().get(0).name()).isEqualTo("net:[4026531840]");

            Model later = await(
                    reader,
                    model -> model.recordings()
                            .from()
                            .isAfter(first.recordings().from().plusSeconds(5)));
            assertThat(later.recordings().observed()).isLessThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(later.closed()).isPositive();
        } finally {
            jvm.getOutputStream().write('q');
            jvm.getOutputStream().close();
            assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Model await(RepositoryReader reader, Predicate<Model> wanted) {
        long end = System.nanoTime() + PATIENCE;
        Optional<Model> model = reader.snapshot();
        while (model.filter(wanted).isEmpty()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            model = reader.snapshot();
        }
        return model.get();
    }
}
