package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Side;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For some closes it is not known who was first, and why not. */
final class UnknownVerdictsRule implements Rule {

    private static final double MANY = 0.05;

    @Override
    public Stream<Finding> findings(Model model) {
        List<CloseGroup> unknown = model.closes().stream()
                .filter(group -> group.verdict().closedFirst() == Side.UNKNOWN).toList();
        long count = unknown.stream().mapToLong(CloseGroup::count).sum();
        if (count == 0) {
            return Stream.empty();
        }
        double part = (double) count / model.closed();
        Map.Entry<String, Long> commonest = unknown.stream()
                .collect(Collectors.groupingBy(CloseGroup::evidence,
                        Collectors.summingLong(CloseGroup::count)))
                .entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow();
        String evidence = commonest.getKey().isEmpty() ? "no evidence recorded"
                : commonest.getKey();
        String statement = "For " + Figures.count(count, "connection") + " ("
                + Figures.percent(part) + " of all) the recording cannot tell who closed first."
                + " The commonest evidence, " + Figures.count(commonest.getValue(), "time") + ": "
                + evidence + ".";
        return Stream.of(new Finding(FindingId.VERDICTS_UNKNOWN,
                part >= MANY ? Severity.WARNING : Severity.INFO, statement,
                new Evidence().with("connections", count).with("closedPercent", 100 * part)
                        .with("commonestEvidence", evidence)
                        .with("commonestEvidenceCount", commonest.getValue()).values(),
                List.of("Run \"firstfin.jar doctor\" to see which kernel source can be used here.",
                        "Attach before the traffic begins: connections older than the agent tell"
                                + " less.")));
    }
}
