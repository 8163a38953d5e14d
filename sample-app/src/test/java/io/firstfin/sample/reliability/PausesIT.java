package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.AgentCommand;
import io.firstfin.sample.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While FirstFin comes and a recording starts, the application's threads stand still, but work in between. */
class PausesIT {
    private static final int ROUNDS = ReliabilityDocument.LONG ? 10 : 1;
    private static final Pattern SAFEPOINT = Pattern.compile("Safepoint .* Total: +(\\d+) ns");
    private static final double NANOS_A_MILLI = 1e6;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Trial.PAUSES.jdks();
    }

    /** What is measured while it happens. */
    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }

    /** The worst of several times, in nanoseconds, and the fewest requests that were answered meanwhile. */
    private record Worst(long gap, long safepoint, long answered) {
        static final Worst NONE = new Worst(0, 0, Long.MAX_VALUE);

        Worst and(Worst other) {
            return new Worst(
                    Math.max(gap, other.gap), Math.max(safepoint, other.safepoint), Math.min(answered, other.answered));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "longest gap of a thread %.1f ms, longest safepoint %.1f ms,"
                            + " %d requests answered meanwhile at least",
                    gap / NANOS_A_MILLI,
                    safepoint / NANOS_A_MILLI,
                    answered);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void requests_are_answered_while_it_attaches_and_starts_to_record(Jdk jdk) throws Exception {
        Path log = folder.resolve("safepoints");
        Worst without = Worst.NONE;
        Worst attach = Worst.NONE;
        Worst record = Worst.NONE;
        Worst detach = Worst.NONE;
        try (Load load = Load.start(jdk, folder, "-Xlog:safepoint:file=" + log + ":none:filecount=0")) {
            warmUp(load);
            load.jvm().ask("watch gaps");
            for (int round = 0; round < ROUNDS; round++) {
                long pid = load.jvm().pid();
                without = without.and(measure(load, log, () -> goOn(load)));
                attach = attach.and(measure(load, log, () -> AgentCommand.run(pid, "attach")));
                load.goesOn();
                record = record.and(measure(
                        load,
                        log,
                        () -> AgentCommand.run(pid, "record-start;recording=pauses;template=firstfin-diagnose")));
                load.goesOn();
                AgentCommand.run(pid, "record-cancel;recording=pauses");
                detach = detach.and(measure(load, log, () -> AgentCommand.run(pid, "detach")));
                load.goesOn();
            }
            load.end();
        }
        assertThat(attach.answered()).as("requests answered during an attach").isPositive();
        ReliabilityDocument.report(Trial.PAUSES, "no FirstFin, for comparison", jdk, without.toString());
        ReliabilityDocument.report(Trial.PAUSES, "attach", jdk, attach.toString());
        ReliabilityDocument.report(Trial.PAUSES, "start of a recording", jdk, record.toString());
        ReliabilityDocument.report(Trial.PAUSES, "detach", jdk, detach.toString());
    }

    /** The JVM loads and compiles what a server needs. */
    private static void warmUp(Load load) throws Exception {
        for (int round = 0; round < 5; round++) {
            load.goesOn();
        }
    }

    /** As many requests as there may be in an attach. */
    private static void goOn(Load load) throws Exception {
        for (int round = 0; round < 10; round++) {
            load.goesOn();
        }
    }

    private static Worst measure(Load load, Path log, Act act) throws Exception {
        TrialJvm jvm = load.jvm();
        int logged = safepoints(log).size();
        jvm.ask("longest gap");
        long answered = jvm.askNumber("answered");
        act.run();
        answered = jvm.askNumber("answered") - answered;
        long gap = jvm.askNumber("longest gap");
        List<Long> safepoints = safepoints(log);
        long longest = safepoints.subList(logged, safepoints.size()).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return new Worst(gap, longest, answered);
    }

    private static List<Long> safepoints(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(SAFEPOINT::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }
}
