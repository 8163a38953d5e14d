package io.firstfin.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Scenarios of which those that can share a JVM do: nine tenths of what a scenario costs is the start of a JVM with
 * agent and JFR. Each group of them is played when the first of it is asked for.
 */
final class Series {
    /**
     * Those with a JVM of their own: 3, 17 and 20 take more ports than a namespace has for several of them; 10 and
     * 11 leave open what the collector would close while another is played; and from 21 on each has libraries of
     * its own, or is about classes that are loaded for the first time.
     */
    private static final Set<Integer> ALONE = Set.of(3, 10, 11, 17, 20, 21, 22, 23, 24, 25, 26);

    private final Map<Group, List<StagedScenario>> groups = new LinkedHashMap<>();
    private final Map<Object, FutureTask<Map<StagedScenario, Played>>> played = new HashMap<>();

    /** What the scenarios of one JVM have in common. */
    private record Group(Jdk jdk, Way way, List<String> options) {

        static Group of(StagedScenario scenario) {
            return new Group(scenario.jdk(), scenario.way(), scenario.options());
        }
    }

    Series(Stream<StagedScenario> scenarios) {
        scenarios
                .filter(scenario -> !ALONE.contains(scenario.number()))
                .forEach(scenario -> groups.computeIfAbsent(Group.of(scenario), group -> new ArrayList<>())
                        .add(scenario));
        // each JVM begins with another scenario: with what comes first, the agent meets each class for the first time
        int turn = 0;
        for (List<StagedScenario> group : groups.values()) {
            Collections.rotate(group, turn++ * group.size() / groups.size());
        }
    }

    /** What is left of a scenario, played now or before. */
    Played play(StagedScenario scenario) throws Exception {
        List<StagedScenario> group = groups.getOrDefault(Group.of(scenario), List.of());
        boolean together = group.contains(scenario);
        FutureTask<Map<StagedScenario, Played>> task;
        synchronized (played) {
            task = played.computeIfAbsent(
                    together ? Group.of(scenario) : scenario,
                    key -> new FutureTask<>(() -> playAll(together ? group : List.of(scenario))));
        }
        task.run(); // once: whoever comes later waits
        return task.get().get(scenario);
    }

    /**
     * Holds what is left of a scenario against all that must hold of any; where only the machine may be to blame, it
     * is played once more, by itself.
     */
    Played check(StagedScenario scenario) throws Exception {
        Played played = play(scenario);
        try {
            Checks.everything(played);
            return played;
        } catch (AssertionError failed) {
            System.out.println(scenario + " is played again, by itself: " + mayBePlayedAgain(played, failed) + ", and "
                    + failed.getMessage());
        }
        Played again = Play.play(scenario);
        Checks.everything(again);
        return again;
    }

    /**
     * Returns why the machine may be to blame; what fails twice is a fault.
     *
     * @throws AssertionError the failure itself, where only FirstFin can be to blame
     */
    private static String mayBePlayedAgain(Played played, AssertionError failed) {
        if (Checks.lostByTheKernel(played) && !LastWords.isAnyWrong(played)) {
            return "by the kernel's own count " + played.lostTimeWaits()
                    + " of its TIME_WAITs were gone before their time";
        }
        if (LastWords.isOnlyUnknown(played)) {
            return "nothing was reported wrong, but UNKNOWN, as where our thread comes late";
        }
        throw failed;
    }

    private static Map<StagedScenario, Played> playAll(List<StagedScenario> scenarios) throws Exception {
        Map<StagedScenario, Played> byScenario = new HashMap<>();
        for (Played one : Play.play(scenarios)) {
            byScenario.put(one.scenario(), one);
        }
        return byScenario;
    }
}
