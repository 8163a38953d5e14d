package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The order in which findings are shown. The most urgent come first. Of equally urgent ones those come first that explain
 * half of what they count or more, the most harmful kind first; the others follow, the larger share first, so that a
 * side effect never stands before the cause. Findings on the recording itself and on other processes come last. What follows from another
 * finding is listed below it.
 */
final class Ranking {

    private static final Set<FindingId> ON_THE_RECORDING = EnumSet.of(
            FindingId.NETLINK_REFUSED,
            FindingId.VERDICTS_UNKNOWN,
            FindingId.VERDICTS_SUPPOSED,
            FindingId.UNTRACED_CONNECTIONS,
            FindingId.AGENT_TROUBLE);

    /** Causes that are as urgent as what follows from them. */
    private static final Set<FindingId> AS_URGENT_AS_EFFECTS = EnumSet.of(
            FindingId.CLOSE_WAIT_LEAK,
            FindingId.PEER_LIMITS_REQUESTS,
            FindingId.PEER_LIMITS_IDLE_TIME,
            FindingId.REDIRECT_ENDS_CONNECTION);

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> ON_THE_RECORDING.contains(finding.id()) || finding.isOfOtherProcesses())
            .thenComparing(finding -> !isMainCause(finding))
            .thenComparing(finding -> isMainCause(finding) ? 0 : -share(finding))
            .thenComparing(Finding::id)
            .thenComparing(finding -> -share(finding));

    private Ranking() {}

    /** The findings with their shares, in order. */
    static List<Finding> of(Model model, List<Finding> found) {
        CommonCauses causes = new CommonCauses(model, found);
        Shares shares = new Shares(model, causes);
        Map<Finding, List<Finding>> byRoot = new IdentityHashMap<>();
        for (Finding finding : found) {
            byRoot.computeIfAbsent(causes.rootOf(finding), absent -> new ArrayList<>())
                    .add(finding);
        }
        return found.stream()
                .filter(byRoot::containsKey)
                .map(root -> withEffects(root, byRoot.get(root), shares))
                .sorted(Comparator.comparing(group -> group.stream().min(ORDER).orElseThrow(), ORDER))
                .flatMap(List::stream)
                .toList();
    }

    /** The cause first, unless what follows from it is more urgent: a leak is as urgent as the want of ports it makes. */
    private static List<Finding> withEffects(Finding root, List<Finding> group, Shares shares) {
        Severity mostUrgent = group.stream()
                .map(Finding::severity)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        UnaryOperator<Finding> ranked =
                finding -> (AS_URGENT_AS_EFFECTS.contains(finding.id()) ? finding.asUrgentAs(mostUrgent) : finding)
                        .explaining(shares.of(finding));
        List<Finding> ordered = group.stream().map(ranked).sorted(ORDER).toList();
        Finding cause = ranked.apply(root);
        Finding head = cause.severity() == mostUrgent ? cause : ordered.get(0);
        return Stream.concat(
                        Stream.of(head),
                        ordered.stream()
                                .filter(finding -> !finding.equals(head))
                                .map(finding -> finding.below(head)))
                .toList();
    }

    private static boolean isMainCause(Finding finding) {
        return finding.explains().isEmpty() || share(finding) >= Thresholds.MAIN_CAUSE;
    }

    private static double share(Finding finding) {
        return finding.explains().map(Explains::share).orElse(0.0);
    }
}
