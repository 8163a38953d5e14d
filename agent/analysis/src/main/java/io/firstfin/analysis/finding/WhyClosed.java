package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                            .distinct()
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

    /** Whether one of these reasons is that of half of the closes or more. */
    boolean isMainly(Set<String> reasons) {
        return shares.stream()
                .limit(1)
                .anyMatch(most -> reasons.contains(most.reason()) && part(most) >= Thresholds.MAIN_CAUSE);
    }

    /** What to change for the reason of half of the closes or more; empty where none is known. */
    Optional<String> mainChange(Role role) {
        return shares.stream()
                .limit(1)
                .filter(most -> part(most) >= Thresholds.MAIN_CAUSE)
                .map(most -> Reasons.change(most.reason(), role))
                .filter(change -> !change.isEmpty())
                .findFirst();
    }

    /** The HTTP client or server with most of the closes for the commonest reason; empty where none is known. */
    String program() {
        return shares.stream()
                .limit(1)
                .flatMap(share -> share.programs().stream())
                .findFirst()
                .orElse("");
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
                    .with("httpProgram", program());
        }
    }

    private double part(Share share) {
        return (double) share.count() / all;
    }
}
