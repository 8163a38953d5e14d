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

/** Connections that hang, each reported with the line that opened it; and who holds a port. */
@Execution(ExecutionMode.CONCURRENT)
class HangingIT {
    private static final String HANGS = "io.firstfin.sample.Hangs.";
    /** The other ends of the half-closed and of the collected one wait for our close, too. */
    private static final int CLOSE_WAITS = 3;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void is_reported_with_the_line_that_opened_it(Jdk jdk) throws Exception {
        List<RecordedEvent> events;
        String bind;
        try (SmallJvm jvm = SmallJvm.start(jdk, folder, Hangs.class)) {
            awaitReported(jvm);
            jvm.process().getOutputStream().close();
            jvm.awaitEnd();
            bind = jvm.said("BIND");
            events = RecordingFile.readAllEvents(jvm.recording());
        }

        assertThat(of(events, "CloseWait")).anySatisfy(wait -> {
            assertThat(wait.getString("openedBy")).startsWith(HANGS + "neverClosed:");
            assertThat(wait.getDuration("waiting").toMillis()).isGreaterThanOrEqualTo(1_000);
            assertThat(wait.getString("connection")).startsWith("c-");
        });
        assertThat(of(events, "CloseWait").stream()
                        .map(wait -> wait.getString("connection"))
                        .distinct())
                .hasSizeLessThanOrEqualTo(CLOSE_WAITS);
        assertThat(of(events, "CloseWait"))
                .allSatisfy(wait -> assertThat(wait.getString("openedBy")).startsWith(HANGS));
        assertThat(of(events, "FinWait"))
                .isNotEmpty()
                .allSatisfy(wait -> assertThat(wait.getString("openedBy")).startsWith(HANGS + "halfClosed:"));
        assertThat(of(events, "Close"))
                .filteredOn(close -> close.getString("trigger").equals("CLEANER"))
                .singleElement()
                .satisfies(close -> assertThat(close.getString("openedBy")).startsWith(HANGS + "forgotten:"));
        assertThat(of(events, "Bind"))
                .filteredOn(one -> one.getString("failure") != null)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getInt("localPort"))
                            .isEqualTo(Integer.parseInt(bind.substring(0, bind.indexOf(' '))));
                    assertThat(one.getString("heldBy"))
                            .contains(
                                    "1 LISTEN",
                                    "held by this JVM",
                                    "SO_REUSEADDR would not help while a socket listens there");
                });
    }

    /** Waits are reported from a second on, once a second; a collected socket is closed some time later. */
    private void awaitReported(SmallJvm jvm) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        Path soFar = folder.resolve("so-far.jfr");
        List<RecordedEvent> events = List.of();
        while (!isReported(events)) {
            if (System.nanoTime() > deadline || !jvm.process().isAlive()) {
                throw new AssertionError("not reported in time: " + events.size() + " events, "
                        + Files.readString(folder.resolve("stderr")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            if (Files.readString(folder.resolve("stdout")).contains("DONE ")) {
                Jcmd.run(jvm.process().pid(), "JFR.dump name=scenario filename=" + soFar);
                events = RecordingFile.readAllEvents(soFar);
            }
        }
    }

    private static boolean isReported(List<RecordedEvent> events) {
        return of(events, "CloseWait").stream()
                        .anyMatch(wait ->
                                String.valueOf(wait.getString("openedBy")).startsWith(HANGS + "neverClosed:"))
                && !of(events, "FinWait").isEmpty()
                && of(events, "Close").stream()
                        .anyMatch(close -> close.getString("trigger").equals("CLEANER"));
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("firstfin." + type))
                .toList();
    }
}
