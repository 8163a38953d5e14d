package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.sample.support.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Plays scenarios: starts the victim, lets FirstFin in, and gathers what is left of the acts. */
final class Play {
    private static final Series BY_THEMSELVES = new Series(StagedScenario.all(Way.WITHOUT_AGENT));

    private Play() {}

    /** What somebody does with the recording before it is gone. */
    interface Reader {
        void read(Path recording) throws Exception;
    }

    /**
     * Between the end of one scenario and the beginning of the next in the same JVM, by the clock of the oracle.
     *
     * @param lostTimeWaits so far
     */
    private record Moment(long nanos, long lostTimeWaits) {

        static Moment now(Victim victim) {
            return new Moment(System.nanoTime(), lostSoFar(victim));
        }
    }

    static Played play(StagedScenario scenario) throws Exception {
        return play(scenario, recording -> {});
    }

    static Played play(StagedScenario scenario, Reader reader) throws Exception {
        return play(List.of(scenario), reader).get(0);
    }

    /**
     * Plays scenarios in one JVM, one after the other.
     *
     * @param scenarios of one JDK, one way and the same options
     */
    static List<Played> play(List<StagedScenario> scenarios) throws Exception {
        return play(scenarios, recording -> {});
    }

    private static List<Played> play(List<StagedScenario> scenarios, Reader reader) throws Exception {
        Path folder = Files.createTempDirectory("firstfin-victim");
        Namespace namespace = PortRanges.take();
        try (Oracle oracle = Oracle.start(namespace)) {
            return play(scenarios, folder, namespace, oracle, reader);
        } finally {
            PortRanges.giveBack(namespace);
            delete(folder);
        }
    }

    /** What the victim of this scenario does when FirstFin is not there; played once. */
    static Played byItself(StagedScenario scenario) {
        StagedScenario alone = scenario.observed(Way.WITHOUT_AGENT);
        try {
            return BY_THEMSELVES.play(alone);
        } catch (Exception e) {
            throw new IllegalStateException(alone + ": " + e.getMessage(), e);
        }
    }

    private static List<Played> play(
            List<StagedScenario> scenarios, Path folder, Namespace namespace, Oracle oracle, Reader reader)
            throws Exception {
        Path file = folder.resolve("scenario.jfr");
        Recording recording = new Recording(folder);
        Way way = scenarios.get(0).way();
        List<String> arguments = way == Way.JAVAAGENT ? recording.jvmArguments(file) : List.of();
        List<Moment> between = new ArrayList<>();
        try (Victim victim = Victim.start(scenarios, namespace, folder, arguments)) {
            for (int turn = 1; turn <= scenarios.size(); turn++) {
                // with --open-before all of them are ready before the first goes on
                victim.awaitLines(openBefore(scenarios) ? scenarios.size() : turn, "READY");
                if (turn == 1 && way == Way.ATTACH) {
                    AgentCommand.run(victim.pid(), "attach");
                    recording.start(victim.pid());
                }
                victim.go();
                victim.awaitLines(turn, "DONE");
                if (turn < scenarios.size()) {
                    between.add(Moment.now(victim));
                    victim.go();
                }
            }
            if (way != Way.WITHOUT_AGENT) {
                recording.awaitSettled(victim.pid(), Expectation.of(victim.stdout()));
            }
            if (way == Way.ATTACH) {
                recording.stop(victim.pid(), file);
            }
            List<Life> lives = oracle.lives(); // what the exit closes is no act of a scenario
            long lost = lostSoFar(victim);
            victim.go();
            int exit = victim.awaitExit();
            Verdicts verdicts = null;
            if (way != Way.WITHOUT_AGENT) {
                verdicts = Verdicts.read(file);
                reader.read(file);
            }
            return parted(
                    scenarios,
                    between,
                    new Played(null, exit, victim.stdout(), victim.stderr(), lives, verdicts, lost));
        }
    }

    /** What each scenario printed, and what was recorded of it, by the time at which it was played. */
    private static List<Played> parted(List<StagedScenario> scenarios, List<Moment> between, Played all) {
        List<Played> parts = new ArrayList<>();
        int line = 0;
        for (int turn = 0; turn < scenarios.size(); turn++) {
            Moment from = turn == 0 ? null : between.get(turn - 1);
            Moment to = turn == between.size() ? null : between.get(turn);
            int end = line;
            while (end < all.stdout().size() && !all.stdout().get(end).startsWith("DONE")) {
                end++;
            }
            end = to == null ? all.stdout().size() : end + 1;
            parts.add(new Played(
                    scenarios.get(turn),
                    all.exit(),
                    all.stdout().subList(line, end),
                    writtenBy(scenarios.get(turn), all.stderr()),
                    openBefore(scenarios) && scenarios.size() > 1
                            ? named(all.lives(), all.stdout().subList(line, end))
                            : begun(all.lives(), from, to),
                    all.verdicts() == null ? null : all.verdicts().ofTurn(turn),
                    (to == null ? all.lostTimeWaits() : to.lostTimeWaits())
                            - (from == null ? 0 : from.lostTimeWaits())));
            line = end;
        }
        assertThat(parts.stream().mapToInt(part -> part.lives().size()).sum())
                .as("connections that are of one scenario, of " + all.lives())
                .isEqualTo(all.lives().size());
        return parts;
    }

    /** What is before the first scenario's is the JVM's, and so everybody's. */
    private static List<String> writtenBy(StagedScenario scenario, List<String> stderr) {
        String beginning = Stage.WRITES
                + Scenarios.ALL.get(scenario.number() - 1).getClass().getSimpleName() + " " + scenario.variant();
        List<String> lines = new ArrayList<>();
        boolean its = true;
        for (String line : stderr) {
            if (line.startsWith(Stage.WRITES)) {
                its = line.equals(beginning);
            } else if (its) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static long lostSoFar(Victim victim) {
        KernelCounters counters = KernelCounters.read(Path.of("/proc/" + victim.pid()));
        return counters.timeWaited() - counters.timeWaitSockets();
    }

    private static boolean openBefore(List<StagedScenario> scenarios) {
        return scenarios.get(0).options().contains("--open-before");
    }

    private static List<Life> begun(List<Life> lives, Moment from, Moment to) {
        return lives.stream()
                .filter(life -> from == null || life.nanos() - from.nanos() >= 0)
                .filter(life -> to == null || life.nanos() - to.nanos() < 0)
                .toList();
    }

    /** Those that a scenario has something to say about: where all began before the first scenario, time does not tell. */
    private static List<Life> named(List<Life> lives, List<String> stdout) {
        List<Expectation> expectations = Expectation.of(stdout);
        return lives.stream()
                .filter(life -> expectations.stream().anyMatch(one -> Checks.isAbout(one, life)))
                .toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
