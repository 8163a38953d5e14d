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

    /**
     * Closes for one reason.
     *
     * @param programs the HTTP clients or servers that they are of, the one with most of them first; empty where none
     *     is known
     */
    private record Share(String reason, List<String> programs, long count) {

        static Share of(String reason, Map<Why, Long> counts) {
            return new Share(
                    reason,
                    counts.entrySet().stream()
                            .filter(entry -> !entry.getKey().program().isEmpty())
                            .sorted(Map.Entry.<Why, Long>comparingByValue()
                                    .reversed()
                                    .thenComparing(entry -> entry.getKey().program()))
                            .map(entry -> entry.getKey().program())
                            .toList(),
                    counts.values().stream().mapToLong(Long::longValue).sum());
        }

        /** {@code the response said Connection: close (OkHttp 4.12.0)}. */
        String words() {
            return Reasons.words(reason)
                    + (programs.isEmpty()
                            ? ""
                            : programs.stream().limit(Thresholds.NAMED).collect(Collectors.joining(", ", " (", ")")));
        }
    }

    private final List<Share> shares;
    private final long all;

    private WhyClosed(Map<Why, Long> counts) {
        all = counts.values().stream().mapToLong(Long::longValue).sum();
        shares = counts.entrySet().stream()
                .filter(entry -> entry.getKey().isKnown())
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().reason(), Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(entry -> Share.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Share::count).reversed().thenComparing(Share::reason))
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
                        .map(share -> Figures.percent(part(share)) + " because " + share.words())
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
                .filter(share -> part(share) >= Thresholds.REASON_WORTH_ADVICE)
                .map(share -> Reasons.change(share.reason(), role))
                .filter(change -> !change.isEmpty())
                .distinct();
    }

    /** The commonest reason, of the closes of which one is known; empty where none is. Stacks may be sampled. */
    String commonest() {
        return shares.isEmpty() ? "" : shares.get(0).reason();
    }

    void into(Evidence evidence) {
        if (!shares.isEmpty()) {
            Share most = shares.get(0);
            evidence.with("reason", most.reason())
                    .with("reasonPercent", part(most) * 100)
                    .with(
                            "httpProgram",
                            most.programs().isEmpty() ? "" : most.programs().get(0));
        }
    }

    private double part(Share share) {
        return (double) share.count() / all;
    }
}
