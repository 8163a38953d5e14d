package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
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
    /** The rate of a budget is that of its last seconds, so many. */
    private static final Duration RATE_SPAN = Duration.ofSeconds(10);

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
    void is_foretold_ten_seconds_before_and_the_black_box_names_the_guilty_line(Jdk jdk) throws Exception {
        List<RecordedEvent> events;
        Instant out;
        int server;
        try (SmallJvm jvm = SmallJvm.start(jdk, folder, OutOfPorts.class, "30")) {
            awaitReported(jvm, ExhaustionIT::areOwnersReported);
            events = endOf(jvm);
            out = Instant.ofEpochMilli(Long.parseLong(jvm.said("OUT").split(" ")[0]));
            server = Integer.parseInt(jvm.said("SERVER"));
        }

        RecordedEvent box = of(events, "PortExhaustion").get(0);
        assertThat(box.getString("call")).isEqualTo("CONNECT");
        assertThat(box.getInt("remotePort")).isEqualTo(server);
        assertThat(box.getString("guilty")).startsWith(GUILTY);
        assertThat(box.getString("failedAt")).startsWith("io.firstfin.sample.OutOfPorts.connect:");
        assertThat(box.getInt("capacity")).isEqualTo(CAPACITY);
        assertThat(box.getInt("free")).isZero();
        assertThat(box.getInt("otherProcesses")).isEqualTo(OTHERS);
        // one port is the server's; the others' closes and the last of ours may be in other states
        assertThat(box.getInt("timeWait") + box.getInt("established") + box.getInt("otherStates"))
                .isEqualTo(CAPACITY - 1);
        assertThat(box.getInt("timeWaitOurs")).isPositive().isLessThanOrEqualTo(CAPACITY - 1 - OTHERS);
        ownersAreRight(of(events, "PortExhaustion").stream()
                .filter(ExhaustionIT::isOwned)
                .findFirst()
                .orElseThrow()
                .getString("owners"));
        isForetold(events, server, out);
        noErrorWasSuppressed(events);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void of_binds_before_connect_is_reported_as_one_pool_for_all_destinations(Jdk jdk) throws Exception {
        List<RecordedEvent> events;
        try (SmallJvm jvm = SmallJvm.start(jdk, folder, OutOfPorts.class, "150", "bind")) {
            awaitReported(
                    jvm,
                    so -> of(so, "PortBudget").stream().anyMatch(ExhaustionIT::isUsedUp)
                            && !of(so, "PortExhaustion").isEmpty());
            events = endOf(jvm);
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
        assertThat(of(events, "PortBudget").stream()
                        .filter(ExhaustionIT::isUsedUp)
                        .map(budget -> budget.getString("remoteAddress")))
                .as("one pool")
                .containsOnlyNulls();
        noErrorWasSuppressed(events);
    }

    /**
     * A budget some ten seconds before is right about what is left if the load goes on at the rate that
     * it tells; how many connections there were from then to the end, the recording itself says.
     */
    private static void isForetold(List<RecordedEvent> events, int server, Instant out) {
        RecordedEvent budget = of(events, "PortBudget").stream()
                .filter(one -> one.getString("side").equals("CLIENT"))
                .filter(one -> isAbout(one, server) && left(one, out) > 8.5)
                .reduce((first, second) -> second)
                .orElseThrow();
        double rate = budget.getDouble("opensPerSecond");
        double reported = budget.getDuration("secondsLeft").toMillis() / 1e3;
        long opened = of(events, "Connect").stream()
                .filter(connect -> connect.getInt("remotePort") == server
                        && connect.getString("failure") == null
                        && connect.getStartTime().isAfter(budget.getStartTime())
                        && connect.getStartTime().isBefore(out))
                .count();
        assertThat((double) opened)
                .as("connections from then on: %s", budget)
                .isCloseTo(budget.getInt("free"), within(0.1 * CAPACITY));
        double left = left(budget, out);
        double later = opened / left;
        if (!wereOthersLongThere(events, budget)) {
            System.out.println("exhaustion: not compared, the other process opened its connections"
                    + " within the last seconds that the rate is of");
        } else if (Math.abs(later - rate) <= 0.1 * rate) {
            assertThat(reported).isCloseTo(left, within(0.2 * left));
        } else {
            System.out.println("exhaustion: not compared, the load did not go on as it began: " + rate
                    + " a second, then " + later);
        }
    }

    /** A process that starts late, on a busy machine, counts in what the last ten seconds brought. */
    private static boolean wereOthersLongThere(List<RecordedEvent> events, RecordedEvent budget) {
        Instant before = budget.getStartTime().minus(RATE_SPAN);
        return of(events, "PortBudget").stream()
                .filter(one -> isAbout(one, budget.getInt("remotePort")))
                .anyMatch(one -> one.getInt("otherProcesses") == OTHERS
                        && !one.getStartTime().isAfter(before));
    }

    /** Waits until the recording so far shows it; the JVM goes on failing until its stdin ends. */
    private void awaitReported(SmallJvm jvm, Predicate<List<RecordedEvent>> reported) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        Path soFar = folder.resolve("so-far.jfr");
        List<RecordedEvent> events = List.of();
        while (!reported.test(events)) {
            if (System.nanoTime() - deadline > 0 || !jvm.process().isAlive()) {
                throw new AssertionError("not reported in time: "
                        + Files.readString(folder.resolve("stdout")) + of(events, "PortExhaustion")
                        + of(events, "PortBudget") + Files.readString(folder.resolve("stderr")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            if (Files.readString(folder.resolve("stdout")).contains("OUT ")) {
                Jcmd.run(jvm.process().pid(), "JFR.dump name=scenario filename=" + soFar);
                events = RecordingFile.readAllEvents(soFar);
            }
        }
    }

    private static List<RecordedEvent> endOf(SmallJvm jvm) throws Exception {
        jvm.process().getOutputStream().close();
        jvm.awaitEnd();
        return RecordingFile.readAllEvents(jvm.recording());
    }

    private static boolean areOwnersReported(List<RecordedEvent> events) {
        return of(events, "PortExhaustion").stream().anyMatch(ExhaustionIT::isOwned);
    }

    /** By then every close of ours has come to TIME_WAIT, and has its line. */
    private static boolean isOwned(RecordedEvent box) {
        return box.getInt("timeWaitOurs") == CAPACITY - 1 - OTHERS
                && box.getString("owners").lines().count() == 4;
    }

    private static boolean isUsedUp(RecordedEvent budget) {
        return budget.getString("side").equals("BIND") && budget.getInt("free") == 0;
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
                .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
                .toList();
    }

    private static void noErrorWasSuppressed(List<RecordedEvent> events) {
        List<RecordedEvent> statuses = of(events, "AgentStatus");
        RecordedEvent last = statuses.get(statuses.size() - 1);
        assertThat(last.getLong("suppressedErrors"))
                .as(last.getString("lastError"))
                .isZero();
        assertThat(last.getLong("dropped")).isZero();
    }
}
