package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why some of the closes happened, the commonest reason first. */
final class WhyClosed {

    private final List<Map.Entry<Why, Long>> shares;
    private final long all;

    private WhyClosed(Map<Why, Long> counts) {
        all = counts.values().stream().mapToLong(Long::longValue).sum();
        shares = counts.entrySet().stream()
                .filter(entry -> entry.getKey().isKnown())
                .sorted(Map.Entry.<Why, Long>comparingByValue()
                        .reversed()
                        .thenComparing(
                                Comparator.comparing(entry -> entry.getKey().toString())))
                .toList();
    }

    static WhyClosed of(Model model, Predicate<CloseGroup> which) {
        return new WhyClosed(model.connections().closes().stream()
                .filter(which)
                .collect(Collectors.groupingBy(CloseGroup::why, Collectors.summingLong(CloseGroup::count))));
    }

    /** {@code  96 % because the response said Connection: close (OkHttp 4.12.0).}, or nothing. */
    String sentence() {
        return shares.isEmpty()
                ? ""
                : shares.stream()
                        .limit(Thresholds.NAMED)
                        .map(entry -> Figures.percent(share(entry)) + " because "
                                + Reasons.words(entry.getKey().reason()) + by(entry.getKey()))
                        .collect(Collectors.joining(", ", " Why: ", "."));
    }

    /**
     * What to change for the reasons that matter; empty when none is known.
     *
     * @param role ours
     */
    Stream<String> changes(Role role) {
        return shares.stream()
                .limit(Thresholds.NAMED)
                .filter(entry -> share(entry) >= Thresholds.REASON_WORTH_ADVICE)
                .map(entry -> Reasons.change(entry.getKey().reason(), role))
                .filter(change -> !change.isEmpty())
                .distinct();
    }

    void into(Evidence evidence) {
        if (!shares.isEmpty()) {
            evidence.with("reason", shares.get(0).getKey().reason())
                    .with("reasonPercent", share(shares.get(0)) * 100)
                    .with("httpProgram", shares.get(0).getKey().program());
        }
    }

    private double share(Map.Entry<Why, Long> entry) {
        return (double) entry.getValue() / all;
    }

    private static String by(Why why) {
        return why.program().isEmpty() ? "" : " (" + why.program() + ")";
    }
}
