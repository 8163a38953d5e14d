package io.firstfin.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the report says a change would give, held against the kernel's table while the same load runs
 * with that change for real, for longer than TIME_WAIT lasts.
 */
@Order(1)
class WhatIfIT {
    /** Apart from those of the scenarios, which a record of all namespaces tells by their ports. */
    private static final int FIRST_PORT = 33_000;

    private static final int PORTS = 16_000;
    private static final int LAST_RECORDED = 2 * Waves.PERIOD - 2;
    /** The last one is large, and TIME_WAITs have come and gone before it. */
    private static final int STEADY = 6 * Waves.PERIOD;
    /** On a busy machine waves come late. */
    private static final Percentage LIKE_THAT = Percentage.withPercentage(4);

    private static final Percentage A_TENTH = Percentage.withPercentage(10);

    @TempDir
    Path folder;

    /**
     * What the report says of one change.
     *
     * @param lastWave the last one that came into the recording
     */
    private record Row(int recorded, int goingOn, int lastWave) {}

    private final List<WaveRun> runs = new ArrayList<>();

    @BeforeAll
    static void namespaces_are_possible() {
        Namespace.skipWithout(WhatIfIT.class);
    }

    static Stream<Jdk> jdks() {
        return Jdks.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void what_a_change_would_give_is_what_it_gives(Jdk jdk) throws Exception {
        List<String> wide = new Namespace(FIRST_PORT, FIRST_PORT + PORTS - 1).entry();
        List<String> few = new Namespace(FIRST_PORT, FIRST_PORT + 999).entry();
        // room for what the report says is needed with tcp_tw_reuse=1, and a fifth more
        List<String> reusing = new Namespace(FIRST_PORT, FIRST_PORT + 185).entryWithReuse(1);
        List<String> agent = List.of("-javaagent:" + FirstFin.jar(), "-Xlog:jfr+startup=error");
        try {
            WaveRun today = start(jdk, wide, agent, Waves.How.NEW, STEADY + 1, 1);
            WaveRun tooFew = start(jdk, few, agent, Waves.How.NEW, LAST_RECORDED + 1, 1);
            WaveRun keepAlive = start(jdk, wide, List.of(), Waves.How.KEEP_ALIVE, STEADY + 1, 1);
            WaveRun peerFirst = start(jdk, wide, List.of(), Waves.How.PEER_FIRST, STEADY + 1, 1);
            WaveRun reuse = start(jdk, reusing, List.of(), Waves.How.NEW, STEADY + 1, 1);
            WaveRun two = start(jdk, wide, List.of(), Waves.How.NEW, STEADY + 1, 2);
            record(today, tooFew);
            String plenty = FirstFin.run(jdk, "report", recorded(today).toString());
            String exhausted = FirstFin.run(jdk, "report", recorded(tooFew).toString());

            SoftAssertions softly = new SoftAssertions();
            softly.assertThat(tooFew.awaitEnd()).as("connects without a port").isPositive();
            for (WaveRun run : List.of(today, keepAlive, peerFirst, reuse, two)) {
                softly.assertThat(run.awaitEnd()).as("failed connects").isZero();
            }
            holds(softly, plenty, "as it is", today);
            holds(softly, plenty, "keep-alive, idle for 5 s", keepAlive);
            holds(softly, plenty, "the peer closes first", peerFirst);
            holds(softly, plenty, "2 destinations", two);
            holds(softly, exhausted, "ip_local_port_range 1024-65535", today);
            holdsInTime(softly, plenty, "tcp_tw_reuse=1", reuse);
            softly.assertAll();
        } finally {
            runs.forEach(WaveRun::close);
        }
    }

    private WaveRun start(Jdk jdk, List<String> entry, List<String> arguments, Waves.How how, int waves, int servers)
            throws Exception {
        WaveRun run =
                WaveRun.start(jdk, entry, arguments, folder.resolve("stderr-" + runs.size()), how, waves, servers);
        runs.add(run);
        return run;
    }

    /** All run; these are recorded, from the first wave on and for about two periods. */
    private void record(WaveRun... recorded) throws Exception {
        for (WaveRun run : runs.subList(recorded.length, runs.size())) {
            run.go();
        }
        Recording recording = new Recording(folder);
        for (WaveRun run : recorded) {
            recording.start(run.pid());
            run.go();
        }
        for (WaveRun run : recorded) {
            run.awaitWave(LAST_RECORDED);
            // the next wave comes after 700 ms; the agent asks the kernel within a few
            LockSupport.parkNanos(200_000_000);
            recording.stop(run.pid(), recorded(run));
        }
    }

    private Path recorded(WaveRun run) {
        return folder.resolve("recorded-" + run.pid() + ".jfr");
    }

    private void holds(SoftAssertions softly, String report, String change, WaveRun real) {
        holds(softly, report, change, real, KernelRows::all);
    }

    /** How many TIME_WAITs are young when the next wave comes is a matter of when it comes, in both runs. */
    private void holdsInTime(SoftAssertions softly, String report, String change, WaveRun real) {
        int lastWave = row(report, change).lastWave;
        if (keepsTime(runs.get(0), lastWave) && keepsTime(real, lastWave)) {
            holds(softly, report, change, real, KernelRows::young);
        } else {
            System.out.println("what if: " + change + ": not compared, waves came late: every "
                    + runs.get(0).pace(0, lastWave) + " and " + real.pace(0, lastWave)
                    + " ms instead of " + Waves.BETWEEN_MILLIS);
        }
    }

    private static boolean keepsTime(WaveRun run, int lastWave) {
        return run.pace(0, lastWave) <= Waves.BETWEEN_MILLIS * (1 + LIKE_THAT.value / 100);
    }

    private void holds(
            SoftAssertions softly, String report, String change, WaveRun real, ToIntFunction<KernelRows> what) {
        Row row = row(report, change);
        holds(softly, change, row.recorded, real.most(what, row.lastWave));
        if (goesOn(real, row.lastWave)) {
            holds(softly, change + ", going on", row.goingOn, real.most(what, STEADY));
        } else {
            System.out.println(
                    "what if: " + change + ", going on: not compared, the load did not" + " go on as it began");
        }
    }

    /** What comes in a minute is what came in the waves that were recorded. */
    private boolean goesOn(WaveRun real, int lastWave) {
        double recorded = runs.get(0).pace(0, lastWave);
        double later = real.pace(Waves.PERIOD, STEADY);
        return Math.abs(later - recorded) <= recorded * LIKE_THAT.value / 100;
    }

    private static void holds(SoftAssertions softly, String what, int reported, int real) {
        System.out.println("what if: " + what + ": reported " + reported + ", the kernel showed " + real);
        softly.assertThat(reported).as(what).isCloseTo(real, A_TENTH);
    }

    private static Row row(String report, String change) {
        Matcher row = Pattern.compile(
                        "(?m)^ " + Pattern.quote(change) + " *\\| +[\\d.,]+ \\| +([\\d,]+) \\| +([\\d,]+) \\|")
                .matcher(report);
        if (!row.find()) {
            throw new AssertionError("no row " + change + " in " + report);
        }
        return new Row(number(row.group(1)), number(row.group(2)), lastWave(report));
    }

    private static int lastWave(String report) {
        Matcher title =
                Pattern.compile("(?m)^([\\d,]+) connections to .* replayed").matcher(report);
        if (!title.find()) {
            throw new AssertionError("nothing replayed in " + report);
        }
        int wave = -1;
        for (int left = number(title.group(1)); left > 0; left -= Waves.size(wave)) {
            wave++;
        }
        return wave;
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", ""));
    }
}
