package io.firstfin.sample.chaos;

import io.firstfin.testing.Drawn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks for the smallest plan that still shows a fault. Since much hangs on microseconds, one run plays
 * many smaller plans, each many times.
 */
final class Shrinking {
    private static final int CANDIDATES = 40;
    private static final int REPEATS = 20;
    private static final int MOST_RUNS = 6;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final ChaosRun run;

    Shrinking(ChaosRun run) {
        this.run = run;
    }

    /** The smallest judgement found with that fault; the given one where none smaller shows it. */
    Judgement smallest(Judgement judgement, Fault fault, Drawn<ConnectionPlan> plan) throws Exception {
        Judgement best = judgement;
        Drawn<ConnectionPlan> current = plan;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (int i = 0; i < MOST_RUNS && System.nanoTime() < deadline; i++) {
            Map<ConnectionPlan, Drawn<ConnectionPlan>> smaller = smaller(current);
            if (smaller.isEmpty()) {
                return best;
            }
            List<ConnectionPlan> all = new ArrayList<>();
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                all.addAll(smaller.keySet());
            }
            Judgement found = run.play(all).stream()
                    .filter(j -> smaller.containsKey(j.plan()) && Fault.of(j).contains(fault))
                    .min(Comparator.comparing(j -> smaller.get(j.plan())))
                    .orElse(null);
            if (found == null) {
                return best;
            }
            best = found;
            current = smaller.get(found.plan());
        }
        return best;
    }

    /** By identity, as judgements name their plans. */
    private static Map<ConnectionPlan, Drawn<ConnectionPlan>> smaller(Drawn<ConnectionPlan> plan) {
        Map<ConnectionPlan, Drawn<ConnectionPlan>> smaller = new IdentityHashMap<>();
        Set<ConnectionPlan> seen = new HashSet<>(Set.of(plan.value()));
        plan.smaller().limit(CANDIDATES * 5L).forEach(candidate -> {
            ConnectionPlan value = candidate.value();
            if (smaller.size() < CANDIDATES && seen.add(value)) {
                smaller.put(value, candidate);
            }
        });
        return smaller;
    }
}
