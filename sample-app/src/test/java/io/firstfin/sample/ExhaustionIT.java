package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM that runs out of ports for real, in a namespace of 1,000 that it shares with another process. */
@Execution(ExecutionMode.CONCURRENT)
class ExhaustionIT {
    private static final int CAPACITY = 1_000;
    private static final int OTHERS = OutOfPorts.OTHERS_CLOSED + OutOfPorts.OTHERS_OPEN;
    private static final String GUILTY = "io.firstfin.sample.OutOfPorts.checkout:";

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.all().stream();
    }

    @BeforeAll
    static void namespaces_are_possible() {
        Namespace.skipWithout(ExhaustionIT.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void is_foretold_ten_seconds_before_and_the_black_box_names_the_guilty_line(Jdk jdk)
            throws Exception {
        List<RecordedEvent> events;
        Instant out;
        int server;
        try (SmallJvm jvm = SmallJvm.start(jdk, folder, OutOfPorts.class, "30")) {
            jvm.awaitEnd(90);
            events = RecordingFile.readAllEvents(jvm.recording());
            out = Instant.ofEpochMilli(Long.parseLong(jvm.said("OUT").split(" ")[0]));
            server = Integer.parseInt(jvm.said("SERVER"));
        }

        RecordedEvent box = of(events, "PortExhaustion").get(0);
        assertThat(box.getString("call")).isEqualTo("CONNECT");
        assertThat(box.getInt("remotePort")).isEqualTo(server);
        assertThat(box.getString("guilty")).startsWith(GUILTY);
        assertThat(box.getString("failedAt"))
                .startsWith("io.firstfin.sample.OutOfPorts.connect:");
        assertThat(box.getInt("capacity")).isEqualTo(CAPACITY);
        assertThat(box.getInt("free")).isZero();
        assertThat(box.getInt("otherProcesses")).isEqualTo(OTHERS);
        // one port is the server's; the last closes may be on their way to the table
        assertThat(box.getInt("timeWaitOurs")).isBetween(CAPACITY - 1 - OTHERS - 20,
                CAPACITY - 1 - OTHERS);
        ownersAreRight(of(events, "PortExhaustion").get(1).getString("owners"));

        List<RecordedEvent> before = of(events, "PortBudget").stream()
                .filter(budget -> budget.getString("side").equals("CLIENT"))
                .filter(budget -> isAbout(budget, server))
                .filter(budget -> left(budget, out) > 8.5 && left(budget, out) < 11.5).toList();
        assertThat(before).isNotEmpty().allSatisfy(budget -> assertThat(
                budget.getDuration("secondsLeft").toMillis() / 1e3)
                .isCloseTo(left(budget, out), within(0.2 * left(budget, out))));
        noErrorWasSuppressed(events);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void of_binds_before_connect_is_told_as_one_pool_for_all_destinations(Jdk jdk)
            throws Exception {
        List<RecordedEvent> events;
        try (SmallJvm jvm = SmallJvm.start(jdk, folder, OutOfPorts.class, "150", "bind")) {
            jvm.awaitEnd(90);
            events = RecordingFile.readAllEvents(jvm.recording());
            assertThat(jvm.said("OUT")).contains("Address already in use");
        }

        RecordedEvent box = of(events, "PortExhaustion").get(0);
        assertThat(box.getString("call")).isEqualTo("BIND");
        assertThat(box.getString("remoteAddress")).isNull();
        assertThat(box.getString("guilty")).startsWith(GUILTY);
        assertThat(box.getInt("free")).isZero();
        assertThat(of(events, "PortBudget")).anySatisfy(budget -> {
            assertThat(budget.getString("side")).isEqualTo("BIND");
            assertThat(budget.getInt("capacity")).isEqualTo(CAPACITY);
            assertThat(budget.getInt("free")).isZero();
        });
        noErrorWasSuppressed(events);
    }

    /** Seven, two and one of ten of what is not the other process's. */
    private static void ownersAreRight(String owners) {
        List<String> lines = owners.lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains(" TIME_WAIT ", "closed by " + GUILTY);
        assertThat(lines.get(1)).contains("closed by io.firstfin.sample.OutOfPorts.search:");
        assertThat(lines.get(2)).contains("closed by io.firstfin.sample.OutOfPorts.health:");
        assertThat(lines.get(3)).isEqualTo(OTHERS + " rows 20% of other processes");
        double ours = CAPACITY - 1 - OTHERS;
        assertThat(count(lines.get(0)) / ours).isCloseTo(0.7, within(0.02));
        assertThat(count(lines.get(1)) / ours).isCloseTo(0.2, within(0.02));
        assertThat(count(lines.get(2)) / ours).isCloseTo(0.1, within(0.02));
    }

    private static double count(String line) {
        return Integer.parseInt(line.substring(0, line.indexOf(' ')));
    }

    private static double left(RecordedEvent budget, Instant out) {
        return Duration.between(budget.getStartTime(), out).toMillis() / 1e3;
    }

    private static boolean isAbout(RecordedEvent budget, int server) {
        return budget.getInt("remotePort") == server;
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("firstfin." + type))
                .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime())).toList();
    }

    private static void noErrorWasSuppressed(List<RecordedEvent> events) {
        List<RecordedEvent> statuses = of(events, "AgentStatus");
        RecordedEvent last = statuses.get(statuses.size() - 1);
        assertThat(last.getLong("suppressedErrors")).as(last.getString("lastError")).isZero();
        assertThat(last.getLong("dropped")).isZero();
    }
}
