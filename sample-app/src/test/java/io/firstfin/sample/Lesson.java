package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Forgetful;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One lesson in one variant on one JDK, observed in one way; {@code options}
 * go to the lesson, those that begin with -D to its JVM.
 */
record Lesson(int number, String variant, Jdk jdk, Way way, List<String> options) {
    /** Its libraries are in class loaders of their own. */
    static final int SEVERAL_LOADERS = 24;

    private static final List<String> ONLY =
            List.of(System.getProperty("lesson", "").split(","));
    private static final String ONLY_VARIANT = System.getProperty("variant");

    /**
     * All lessons in all their variants on all JDKs; with {@code -Dlesson=3,4} only those, with
     * {@code -Dvariant=tls} only that variant.
     */
    static Stream<Lesson> all(Way... ways) {
        List<Lesson> lessons = new ArrayList<>();
        for (int number = 1; number <= Scenarios.ALL.size(); number++) {
            for (String variant : Scenarios.ALL.get(number - 1).variants()) {
                for (Jdk jdk : Jdks.all()) {
                    for (Way way : ways) {
                        lessons.add(new Lesson(number, variant, jdk, way, List.of()));
                    }
                }
            }
        }
        return lessons.stream()
                .filter(Lesson::isPossible)
                .filter(lesson -> isPlayed(lesson.number()))
                .filter(lesson -> ONLY_VARIANT == null || ONLY_VARIANT.equals(lesson.variant()));
    }

    /** Not left out by {@code -Dlesson}. */
    static boolean isPlayed(int number) {
        return ONLY.contains("") || ONLY.contains(String.valueOf(number));
    }

    /** Some of each lesson's variants are left out by {@code -Dvariant}. */
    static boolean areVariantsLeftOut() {
        return ONLY_VARIANT != null;
    }

    /**
     * Of {@link #all} with the agent coming both ways: the one way on one JDK and the other way on the next;
     * both on each where a variant is asked for, or is not possible on the other JDK or in the other way.
     */
    static Stream<Lesson> inTurn() {
        return all(Way.JAVAAGENT, Way.ATTACH).filter(Lesson::isDue);
    }

    private boolean isDue() {
        int turn = Scenarios.ALL.get(number - 1).variants().indexOf(variant)
                + Jdks.all().indexOf(jdk)
                + way.ordinal()
                + number;
        return turn % 2 == 0
                || ONLY_VARIANT != null
                || variant.equals(Api.VIRTUAL.word())
                || !observed(Way.ATTACH).isPossible();
    }

    /**
     * Virtual threads came with JDK 21; and the first reference of a thread that waited for it before the
     * agent came is not seen.
     */
    private boolean isPossible() {
        boolean waitedBefore = way == Way.ATTACH && variant.equals(Forgetful.OWN_CLEANER.word());
        return !waitedBefore && (!variant.equals(Api.VIRTUAL.word()) || jdk.feature() >= 21);
    }

    Lesson observed(Way otherWay) {
        return new Lesson(number, variant, jdk, otherWay, options);
    }

    Lesson with(String... moreOptions) {
        return new Lesson(number, variant, jdk, way, List.of(moreOptions));
    }

    /** What it teaches. */
    String lesson() {
        return Scenarios.ALL.get(number - 1).lesson();
    }

    @Override
    public String toString() {
        return String.format(
                "%02d %s, %s, %s, %s%s",
                number, lesson(), variant, jdk, way, options.isEmpty() ? "" : ", " + String.join(" ", options));
    }
}
