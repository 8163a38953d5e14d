package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection that native code of the JVM holds is counted, and the report says so. */
@Execution(ExecutionMode.CONCURRENT)
class UntracedIT {
    private static final String DEBUGGER = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_connection_of_native_code_is_counted_and_reported(Jdk jdk) throws Exception {
        Path recording;
        try (SmallJvm jvm = SmallJvm.startWith(List.of(DEBUGGER), jdk, folder, Debugged.class)) {
            awaitCounted(jvm);
            jvm.process().getOutputStream().close();
            jvm.awaitEnd();
            recording = jvm.recording();
        }
        assertThat(statuses(recording))
                .extracting(one -> one.getLong("untracedConnections"))
                .contains(1L)
                .doesNotContain(2L);
        assertThat(statuses(recording))
                .extracting(one -> one.getString("lastError"))
                .containsOnlyNulls();
        assertThat(FirstFin.run(jdk, "report", recording.toString()))
                .contains("1 of this JVM's connections is not traced", "UNTRACED_CONNECTIONS")
                .doesNotContain("nothing has to change");
    }

    private void awaitCounted(SmallJvm jvm) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        Path soFar = folder.resolve("so-far.jfr");
        List<RecordedEvent> statuses = List.of();
        while (statuses.stream().noneMatch(one -> one.getLong("untracedConnections") == 1)) {
            if (System.nanoTime() > deadline || !jvm.process().isAlive()) {
                throw new AssertionError(
                        "not counted in time: " + statuses + ", " + Files.readString(folder.resolve("stderr")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            if (Files.readString(folder.resolve("stdout")).contains("dt_socket")) {
                Jcmd.run(jvm.process().pid(), "JFR.dump name=scenario filename=" + soFar);
                // there is no file as long as there is nothing to write
                statuses = Files.exists(soFar) ? statuses(soFar) : statuses;
            }
        }
    }

    private static List<RecordedEvent> statuses(Path recording) throws Exception {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("firstfin.AgentStatus"))
                .toList();
    }
}
