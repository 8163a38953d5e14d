package io.firstfin.sample.chaos;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/** Plans drawn by a seed: the same seed gives the same plans. Inside a JqwikSession only. */
final class DrawnPlans {
    private static final int GENERATOR_SIZE = 1000;

    private final List<ConnectionPlan> plans = new ArrayList<>();
    private final Map<ConnectionPlan, Shrinkable<ConnectionPlan>> shrinkables = new IdentityHashMap<>();

    DrawnPlans(List<EndApi> apis, long seed, int count, Predicate<ConnectionPlan> wanted) {
        RandomGenerator<ConnectionPlan> generator = new Plans(apis).connection().generator(GENERATOR_SIZE);
        Random random = new Random(seed);
        while (plans.size() < count) {
            Shrinkable<ConnectionPlan> drawn = generator.next(random);
            ConnectionPlan plan = drawn.value();
            if (wanted.test(plan)) {
                plans.add(plan);
                shrinkables.put(plan, drawn);
            }
        }
    }

    List<ConnectionPlan> plans() {
        return plans;
    }

    /** What a plan of these can be made smaller by; null for any other. */
    Shrinkable<ConnectionPlan> shrinkable(ConnectionPlan plan) {
        return shrinkables.get(plan);
    }
}
