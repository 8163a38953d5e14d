package io.firstfin.sample;

import io.firstfin.sample.LastWords.Count;

/** The counts of all scenarios, which may be played at the same time. */
final class Counts {
    private final Count sum = new Count();

    synchronized void add(StagedScenario scenario, Count count) {
        sum.add(count);
        if (!count.isAllProven()) {
            System.out.println(scenario + ": " + count);
        }
    }

    @Override
    public synchronized String toString() {
        return sum.toString();
    }
}
