package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What waits to be accepted is reported with its port; what has no room for an event is counted. */
@Execution(ExecutionMode.CONCURRENT)
class QueuesIT {
    private static final String QUEUES = "io.firstfin.sample.Queues.";
    private static final int ROOM = 64;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void are_reported_by_port_and_nothing_is_cut_in_silence(Jdk jdk) throws Exception {
        Namespace.skipWithout(QueuesIT.class);
        List<RecordedEvent> events;
        int[] ports;
        String report;
        try (SmallJvm jvm = SmallJvm.start(jdk, folder, Queues.class)) {
            events = awaitReported(jvm);
            ports = Arrays.stream(jvm.said("PORTS").split(" "))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            report = report(jdk);
            jvm.process().getOutputStream().close();
            jvm.awaitEnd();
        }

        assertThat(of(events, "AcceptQueue"))
                .filteredOn(QueuesIT::isStuck)
                .isNotEmpty()
                .allSatisfy(queue -> {
                    assertThat(queue.getInt("localPort")).isEqualTo(ports[0]);
                    assertThat(queue.getString("localAddress")).isEqualTo("127.0.0.1");
                    assertThat(queue.getInt("queueLength")).isEqualTo(Queues.BACKLOG + 1);
                    assertThat(queue.getInt("queueLimit")).isEqualTo(Queues.BACKLOG);
                    assertThat(queue.getString("acceptedBy")).startsWith(QUEUES + "serve:");
                    assertThat(queue.getString("boundBy")).startsWith(QUEUES + "main:");
                    assertThat(queue.getString("acceptThread")).isEqualTo("door");
                    assertThat(queue.getString("acceptThreadAt")).startsWith(QUEUES + "hangs:");
                    assertThat(queue.getBoolean("acceptThreadWaits")).isFalse();
                    assertThat(queue.getDuration("sinceLastAccept").toMillis()).isGreaterThanOrEqualTo(1_000);
                });
        assertThat(of(events, "CloseWait"))
                .filteredOn(wait -> wait.getInt("localPort") == ports[2])
                .isNotEmpty()
                .allSatisfy(single -> assertThat(single.getInt("alike")).isEqualTo(1));
        assertThat(of(events, "CloseWait"))
                .filteredOn(QueuesIT::isWhole)
                .isNotEmpty()
                .allSatisfy(wait -> {
                    assertThat(wait.getString("role")).isEqualTo("SERVER");
                    assertThat(wait.getString("openedBy")).startsWith(QUEUES + "neverClosed:");
                    assertThat(wait.getInt("leftOut")).isEqualTo(Queues.MANY + 1 - ROOM);
                    assertThat(wait.getInt("otherKinds")).isZero();
                });
        assertThat(of(events, "PortBudget")).anySatisfy(budget -> {
            assertThat(budget.getString("side")).isEqualTo("SERVER");
            assertThat(budget.getInt("localPort")).isEqualTo(ports[0]);
            assertThat(budget.getInt("inAcceptQueue")).isEqualTo(Queues.BACKLOG + 1);
            assertThat(budget.getString("owners"))
                    .contains("4 CLOSE_WAIT", "in the accept queue of port " + ports[0] + ", not accepted yet");
        });
        assertThat(report)
                .contains(
                        "6 connections wait in the accept queue of port " + ports[0]
                                + "; the accepting thread does not return.",
                        "101 connections were in CLOSE_WAIT",
                        "All came to 2 of our ports, accepted in " + QUEUES,
                        "By port: our port " + ports[1] + " (100) and our port " + ports[2] + " (1).");
        // which of them a round tells may differ from round to round
        long reported = of(events, "CloseWait").stream()
                .map(wait -> wait.getString("connection"))
                .distinct()
                .count();
        long withoutEvent = Pattern.compile("(\\d+) had no event of")
                .matcher(report)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        assertThat(withoutEvent).isEqualTo(Queues.MANY + 1 - reported);
    }

    private static boolean isStuck(RecordedEvent queue) {
        return queue.getDuration("longestWaiting").toMillis() >= 1_000 && queue.getInt("givenUp") == Queues.GIVE_UP;
    }

    private static boolean isWhole(RecordedEvent wait) {
        return wait.getInt("inAll") == Queues.MANY + 1 && wait.getInt("inAcceptQueues") > 0;
    }

    /** The line breaks of the report are the terminal's. */
    private String report(Jdk jdk) throws Exception {
        String text = FirstFin.run(jdk, "report", folder.resolve("so-far.jfr").toString());
        return text.replaceAll("\\s+", " ");
    }

    private List<RecordedEvent> awaitReported(SmallJvm jvm) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        Path soFar = folder.resolve("so-far.jfr");
        List<RecordedEvent> events = List.of();
        Predicate<RecordedEvent> queued = budget -> budget.getInt("inAcceptQueue") > Queues.BACKLOG;
        while (of(events, "AcceptQueue").stream().noneMatch(QueuesIT::isStuck)
                || of(events, "CloseWait").stream().noneMatch(QueuesIT::isWhole)
                || of(events, "PortBudget").stream().noneMatch(queued)) {
            if (System.nanoTime() > deadline || !jvm.process().isAlive()) {
                throw new AssertionError("not reported in time: " + events.size() + " events, "
                        + Files.readString(folder.resolve("stderr")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            if (Files.readString(folder.resolve("stdout")).contains("DONE ")) {
                Jcmd.run(jvm.process().pid(), "JFR.dump name=scenario filename=" + soFar);
                events = RecordingFile.readAllEvents(soFar);
            }
        }
        return events;
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("firstfin." + type))
                .toList();
    }
}
