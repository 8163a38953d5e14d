package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM whose seccomp filter refuses netlink: {@code /proc} is the only source. */
class NetlinkRefusedIT {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(480);
    private static final String REASON = "socket(AF_NETLINK) failed with EPERM (errno 1)";

    @TempDir
    Path folder;

    static Stream<Arguments> runs() {
        return Jdks.all().stream()
                .flatMap(jdk -> Stream.of(
                        Arguments.of(jdk, "firstfin.jfc", false),
                        Arguments.of(jdk, "firstfin-diagnose.jfc", false),
                        Arguments.of(jdk, "firstfin-diagnose.jfc", true)));
    }

    @BeforeAll
    static void filters_are_possible() {
        if (!WithoutNetlink.possible()) {
            System.out.println(
                    "NetlinkRefusedIT is skipped: it knows the system calls of x86-64" + " and aarch64 Linux alone");
            Assumptions.abort("no seccomp filter for this machine");
        }
        Namespace.skipWithout(NetlinkRefusedIT.class);
    }

    /** @param slow as in a container that is short of CPU time, while the JVM is cold */
    @ParameterizedTest(name = "{0}, {1}, slow: {2}")
    @MethodSource("runs")
    void every_close_has_the_kernels_word_and_the_report_says_why_that_is_from_proc(
            Jdk jdk, String template, boolean slow) throws Exception {
        Path end = folder.resolve("end.jfr");
        Namespace namespace = PortRanges.take();
        Process process = start(jdk, template, slow, namespace, end);
        try {
            List<RecordedEvent> unsettled = awaitSettled(process.pid());
            assertThat(unsettled).as("closes without the kernel's word").isEmpty();
            process.getOutputStream().close();
            assertThat(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
            PortRanges.giveBack(namespace);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(end);
        List<RecordedEvent> words = of(events, "KernelState");
        assertThat(words).isNotEmpty();
        assertThat(words).extracting(word -> word.getString("source")).containsOnly("PROCFS");
        Map<String, RecordedEvent> last = last(words);
        assertThat(clients(events)).hasSize(Drips.CONNECTIONS);
        assertThat(clients(events).stream()
                        .map(close -> last.get(close.getString("connection")))
                        .filter(word -> !isOrderlyEndOfOurs(word)))
                .isEmpty();
        List<RecordedEvent> accounts = of(events, "AgentStatus");
        RecordedEvent account = accounts.get(accounts.size() - 1);
        assertThat(account.getString("kernelSource")).isEqualTo("PROCFS");
        assertThat(account.getString("kernelSourceReason")).isEqualTo(REASON);
        assertThat(account.getLong("suppressedErrors")).isZero();
        assertThat(FirstFin.run(jdk, "report", end.toString()).replaceAll("\\s+", " "))
                .contains("FirstFin could not ask the kernel over netlink: " + REASON)
                .contains("0 stayed UNKNOWN")
                .contains("RuntimeDefault");
    }

    private static boolean isOrderlyEndOfOurs(RecordedEvent word) {
        return word.getString("closedFirst").equals("LOCAL")
                && word.getString("timeWait").equals("LOCAL")
                && word.getString("ending").equals("FIN");
    }

    private Process start(Jdk jdk, String template, boolean slow, Namespace namespace, Path end) throws Exception {
        List<String> command = new ArrayList<>(namespace.entry());
        if (slow) {
            // a third of the weight of what runs beside it: with less it would stand still on a busy machine
            command.addAll(List.of("nice", "-n", "5"));
        }
        command.addAll(WithoutNetlink.prefix());
        command.addAll(List.of(
                jdk.java().toString(), slow ? "-Xint" : "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(new Recording(folder).jvmArguments(end, template));
        command.addAll(List.of(
                "-cp",
                Path.of(System.getProperty("sample.classes"))
                        .resolveSibling("test-classes")
                        .toString(),
                Drips.class.getName()));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    /** The closes that still have no word when all are done; empty as soon as there are none. */
    private List<RecordedEvent> awaitSettled(long pid) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Path soFar = folder.resolve("so-far.jfr");
        while (!Files.readString(folder.resolve("stdout")).contains("DONE")) {
            assertThat(System.nanoTime())
                    .as(Files.readString(folder.resolve("stderr")))
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
        deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Jcmd.run(pid, "JFR.dump name=scenario filename=" + soFar);
            List<RecordedEvent> events = RecordingFile.readAllEvents(soFar);
            Map<String, RecordedEvent> words = last(of(events, "KernelState"));
            List<RecordedEvent> without = clients(events).stream()
                    .filter(close -> !words.containsKey(close.getString("connection")))
                    .toList();
            if (without.isEmpty() || System.nanoTime() > deadline) {
                return without;
            }
            Thread.sleep(100);
        }
    }

    /** A close that was proven to be the peer's first has no need of the kernel's word. */
    private static List<RecordedEvent> clients(List<RecordedEvent> events) {
        return of(events, "Close").stream()
                .filter(close -> close.getString("role").equals("CLIENT"))
                .toList();
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("firstfin." + type))
                .toList();
    }

    private static Map<String, RecordedEvent> last(List<RecordedEvent> words) {
        Map<String, RecordedEvent> last = new HashMap<>();
        words.forEach(word -> last.merge(
                word.getString("connection"),
                word,
                (before, after) -> before.getEndTime().isAfter(after.getEndTime()) ? before : after));
        return last;
    }
}
