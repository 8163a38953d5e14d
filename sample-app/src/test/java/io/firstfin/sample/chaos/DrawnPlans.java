package io.firstfin.sample.chaos;

import io.firstfin.testing.Drawn;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Plans drawn by a seed: the same seed gives the same plans. */
final class DrawnPlans {
    private final List<Drawn<ConnectionPlan>> drawn;

    DrawnPlans(List<EndApi> apis, long seed, int count, Predicate<ConnectionPlan> wanted) {
        Plans plans = new Plans(apis);
        SplittableRandom seeds = new SplittableRandom(seed);
        drawn = Stream.generate(() -> Drawn.of(plans, seeds.nextLong()))
                .filter(plan -> wanted.test(plan.value()))
                .limit(count)
                .toList();
    }

    List<ConnectionPlan> plans() {
        return drawn.stream().map(Drawn::value).toList();
    }

    /** The plan with what it can be made smaller by; null if it is none of these. */
    Drawn<ConnectionPlan> drawn(ConnectionPlan plan) {
        return drawn.stream().filter(one -> one.value() == plan).findFirst().orElse(null);
    }
}
