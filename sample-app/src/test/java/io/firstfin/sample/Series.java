package io.firstfin.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Scenarios of which those that can share a JVM do: nine tenths of what a scenario costs is the start of a JVM with
 * agent and JFR. Each group of them is played when the first of it is asked for.
 */
final class Series {
    /**
     * Those with a JVM of their own: 3, 17 and 20 take more ports than a namespace has for several of them; 10 and
     * 11 leave open what the collector would close while another is played; and 24 is about classes that are loaded
     * for the first time.
     */
    private static final Set<Integer> ALONE = Set.of(3, 10, 11, 17, 20, StagedScenario.SEVERAL_LOADERS);

    /** Its variants share a JVM with each other alone: the JDK reads the settings of this one once. */
    private static final int HTTP_URL_CONNECTION = 21;

    /** As many variants as all others with libraries of their own together: they share a JVM with each other alone. */
    private static final int HTTP_CLIENTS = 22;

    private static final ExecutorService LIBRARIES = Executors.newSingleThreadExecutor(Series::daemon);

    private final Map<Group, List<StagedScenario>> groups = new LinkedHashMap<>();
    private final Map<Object, FutureTask<Map<StagedScenario, Played>>> played = new HashMap<>();
    private boolean begun;

    /** What the scenarios of one JVM have in common. */
    private record Group(Jdk jdk, Way way, List<String> options, int firstNumber) {

        static Group of(StagedScenario scenario) {
            int firstNumber =
                    scenario.number() < HTTP_URL_CONNECTION ? 1 : Math.min(scenario.number(), HTTP_CLIENTS + 1);
            return new Group(scenario.jdk(), scenario.way(), scenario.options(), firstNumber);
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
        beginThoseThatWait();
        List<StagedScenario> group = groups.getOrDefault(Group.of(scenario), List.of());
        if (!group.contains(scenario)) {
            return played(task(scenario, List.of(scenario)), scenario);
        }
        try {
            return played(task(Group.of(scenario), group), scenario);
        } catch (ExecutionException failed) {
            if (scenario.way() != Way.WITHOUT_AGENT) {
                throw failed;
            }
            // FirstFin was not there: a library that hangs once in hundreds of plays shall not take others with it
            System.out.println(scenario + " is played again, by itself: " + failed.getMessage());
            return played(task(scenario, List.of(scenario)), scenario);
        }
    }

    private static Played played(FutureTask<Map<StagedScenario, Played>> task, StagedScenario scenario)
            throws Exception {
        task.run(); // once: whoever comes later waits
        return task.get().get(scenario);
    }

    /**
     * HttpURLConnection takes ten seconds to close what is idle, which is waited for beside all others; libraries take
     * shorter, many times, so that their groups are played beside all others, too, but one after the other.
     */
    private synchronized void beginThoseThatWait() {
        if (!begun) {
            begun = true;
            groups.forEach((group, scenarios) -> {
                if (group.firstNumber() == HTTP_URL_CONNECTION) {
                    daemon(task(group, scenarios)).start();
                } else if (group.firstNumber() > HTTP_URL_CONNECTION) {
                    LIBRARIES.execute(task(group, scenarios));
                }
            });
        }
    }

    private static Thread daemon(Runnable plays) {
        Thread thread = new Thread(plays);
        thread.setDaemon(true);
        return thread;
    }

    private synchronized FutureTask<Map<StagedScenario, Played>> task(Object key, List<StagedScenario> scenarios) {
        return played.computeIfAbsent(key, absent -> new FutureTask<>(() -> playAll(scenarios)));
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
