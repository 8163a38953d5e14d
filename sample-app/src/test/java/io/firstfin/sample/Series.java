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
 * Lessons of which those that can share a JVM do: nine tenths of what a lesson costs is the start of a JVM with
 * agent and JFR. Each group of them is played when the first of it is asked for.
 */
final class Series {
    /**
     * Those with a JVM of their own: 3, 17 and 20 take more ports than a namespace has for several of them; 10 and
     * 11 leave open what the collector would close while another is played; and from 21 on each has libraries of
     * its own, or is about classes that are loaded for the first time.
     */
    private static final Set<Integer> ALONE = Set.of(3, 10, 11, 17, 20, 21, 22, 23, 24, 25, 26);

    private final Map<Group, List<Lesson>> groups = new LinkedHashMap<>();
    private final Map<Object, FutureTask<Map<Lesson, Played>>> played = new HashMap<>();

    /** What the lessons of one JVM have in common. */
    private record Group(Jdk jdk, Way way, List<String> options) {

        static Group of(Lesson lesson) {
            return new Group(lesson.jdk(), lesson.way(), lesson.options());
        }
    }

    Series(Stream<Lesson> lessons) {
        lessons.filter(lesson -> !ALONE.contains(lesson.number()))
                .forEach(lesson -> groups.computeIfAbsent(Group.of(lesson), group -> new ArrayList<>())
                        .add(lesson));
        // each JVM begins with another lesson: with what comes first, the agent meets each class for the first time
        int turn = 0;
        for (List<Lesson> group : groups.values()) {
            Collections.rotate(group, turn++ * group.size() / groups.size());
        }
    }

    /** What is left of a lesson, played now or before. */
    Played play(Lesson lesson) throws Exception {
        List<Lesson> group = groups.getOrDefault(Group.of(lesson), List.of());
        boolean together = group.contains(lesson);
        FutureTask<Map<Lesson, Played>> task;
        synchronized (played) {
            task = played.computeIfAbsent(
                    together ? Group.of(lesson) : lesson,
                    key -> new FutureTask<>(() -> playAll(together ? group : List.of(lesson))));
        }
        task.run(); // once: whoever comes later waits
        return task.get().get(lesson);
    }

    /**
     * Holds what is left of a lesson against all that must hold of any; where only the machine may be to blame, it
     * is played once more, by itself.
     */
    Played check(Lesson lesson) throws Exception {
        Played played = play(lesson);
        try {
            Checks.everything(played);
            return played;
        } catch (AssertionError failed) {
            System.out.println(lesson + " is played again, by itself: " + mayBePlayedAgain(played, failed) + ", and "
                    + failed.getMessage());
        }
        Played again = Play.play(lesson);
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
            return "nothing was told wrong, but UNKNOWN, as where our thread comes late";
        }
        throw failed;
    }

    private static Map<Lesson, Played> playAll(List<Lesson> lessons) throws Exception {
        Map<Lesson, Played> byLesson = new HashMap<>();
        for (Played one : Play.play(lessons)) {
            byLesson.put(one.lesson(), one);
        }
        return byLesson;
    }
}
