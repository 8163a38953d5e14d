package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Forgetful;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One scenario in one variant on one JDK, observed in one way; {@code options}
 * go to the scenario, those that begin with -D to its JVM.
 */
record StagedScenario(int number, String variant, Jdk jdk, Way way, List<String> options) {
    /** Its libraries are in class loaders of their own. */
    static final int SEVERAL_LOADERS = 24;

    private static final List<String> ONLY =
            List.of(System.getProperty("scenario", "").split(","));
    private static final String ONLY_VARIANT = System.getProperty("variant");

    /**
     * All scenarios in all their variants on all JDKs; with {@code -Dscenario=3,4} only those, with
     * {@code -Dvariant=tls} only that variant.
     */
    static Stream<StagedScenario> all(Way... ways) {
        List<StagedScenario> scenarios = new ArrayList<>();
        for (int number = 1; number <= Scenarios.ALL.size(); number++) {
            for (String variant : Scenarios.ALL.get(number - 1).variants()) {
                for (Jdk jdk : Jdks.all()) {
                    for (Way way : ways) {
                        scenarios.add(new StagedScenario(number, variant, jdk, way, List.of()));
                    }
                }
            }
        }
        return scenarios.stream()
                .filter(StagedScenario::isPossible)
                .filter(scenario -> isPlayed(scenario.number()))
                .filter(scenario -> ONLY_VARIANT == null || ONLY_VARIANT.equals(scenario.variant()));
    }

    /** Not left out by {@code -Dscenario}. */
    static boolean isPlayed(int number) {
        return ONLY.contains("") || ONLY.contains(String.valueOf(number));
    }

    /** Some of each scenario's variants are left out by {@code -Dvariant}. */
    static boolean areVariantsLeftOut() {
        return ONLY_VARIANT != null;
    }

    /**
     * Of {@link #all} with the agent coming both ways: the one way on one JDK and the other way on the next;
     * both on each where a variant is asked for, or is not possible on the other JDK or in the other way.
     */
    static Stream<StagedScenario> inTurn() {
        return all(Way.JAVAAGENT, Way.ATTACH).filter(StagedScenario::isDue);
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

    StagedScenario observed(Way otherWay) {
        return new StagedScenario(number, variant, jdk, otherWay, options);
    }

    StagedScenario with(String... moreOptions) {
        return new StagedScenario(number, variant, jdk, way, List.of(moreOptions));
    }

    /** What it shows, in a few words. */
    String title() {
        return Scenarios.ALL.get(number - 1).title();
    }

    @Override
    public String toString() {
        return String.format(
                "%02d %s, %s, %s, %s%s",
                number, title(), variant, jdk, way, options.isEmpty() ? "" : ", " + String.join(" ", options));
    }
}
