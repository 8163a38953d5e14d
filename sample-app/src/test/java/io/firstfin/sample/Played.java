package io.firstfin.sample;

import io.firstfin.kernel.Endpoints;
import io.firstfin.sample.tracefs.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A scenario that was played: what the victim left behind, what the kernel recorded and counted of
 * it, and what FirstFin reported.
 *
 * @param verdicts null without the agent
 * @param lostTimeWaits how many TIME_WAITs of the victim's namespace began and are gone before their time: what the
 *     kernel itself counts
 */
record Played(
        StagedScenario scenario,
        int exit,
        List<String> stdout,
        List<String> stderr,
        List<Life> lives,
        Map<Endpoints, List<Life>> byEndpoints,
        Verdicts verdicts,
        long lostTimeWaits) {

    Played(
            StagedScenario scenario,
            int exit,
            List<String> stdout,
            List<String> stderr,
            List<Life> lives,
            Verdicts verdicts,
            long lostTimeWaits) {
        this(
                scenario,
                exit,
                stdout,
                stderr,
                lives,
                lives.stream().collect(Collectors.groupingBy(Life::endpoints)),
                verdicts,
                lostTimeWaits);
    }

    List<Expectation> expectations() {
        return Expectation.of(stdout);
    }

    /** Those of one 4-tuple, seen from one end, in the order of time: ports are used again. */
    private List<Life> onThePortsOf(Endpoints endpoints) {
        return byEndpoints.getOrDefault(endpoints, List.of());
    }

    /** Which of those on its ports it was. */
    private int turn(Life life) {
        List<Life> all = onThePortsOf(life.endpoints());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == life) {
                return i;
            }
        }
        throw new IllegalArgumentException(life + " is of another scenario");
    }

    boolean isUsedAgain(Life life) {
        return turn(life) < onThePortsOf(life.endpoints()).size() - 1;
    }

    /** The other end of the same connection, if it is in this namespace. */
    Optional<Life> peer(Life life) {
        List<Life> others = onThePortsOf(life.endpoints().mirrored());
        int turn = turn(life);
        return turn < others.size() ? Optional.of(others.get(turn)) : Optional.empty();
    }

    /** How a connection ended at this end, by the record of both ends. */
    Truth truth(Life life) {
        return peer(life).map(other -> life.truth().with(other.truth())).orElse(life.truth());
    }

    /** What was reported of this end in events of that type. */
    List<Reported> reported(String type, Life life) {
        List<Reported> all = verdicts.of(type, life.local(), life.remote());
        List<Reported> from = all.subList(Math.min(turn(life), all.size()), all.size());
        return isUsedAgain(life) && !from.isEmpty() ? from.subList(0, 1) : from;
    }

    /** What it printed, without ports, which differ from run to run, and without what it says to whoever plays it. */
    List<String> shape() {
        return stdout.stream()
                .filter(line -> !line.startsWith("READY ") && !line.startsWith("DONE "))
                .map(line -> line.replaceAll("\\d+", "#"))
                .toList();
    }
}
