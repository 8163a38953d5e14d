package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.verdict.ClosedFirst;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * For some closes it is not known who was first, or it is only supposed: how many, why, and what would have proven
 * more of them.
 */
final class UnprovenVerdictsRule implements Rule {

    private static final String NO_SOURCE = "NONE";

    @Override
    public Stream<Finding> findings(Model model) {
        List<CloseGroup> unknown = closes(model, verdict -> verdict.closedFirst() == ClosedFirst.UNKNOWN);
        List<CloseGroup> supposed = closes(model, Verdict::isSupposed);
        return Stream.of(
                        finding(
                                FindingId.VERDICTS_UNKNOWN,
                                model,
                                unknown,
                                0,
                                "the recording cannot tell who closed first."),
                        finding(
                                FindingId.VERDICTS_SUPPOSED,
                                model,
                                supposed,
                                Thresholds.SUPPOSED,
                                "who closed first is supposed, not proven: nothing speaks against it, and the"
                                        + " kernel did not confirm it."))
                .flatMap(Optional::stream);
    }

    private static List<CloseGroup> closes(Model model, Predicate<Verdict> which) {
        return model.connections().closes().stream()
                .filter(group -> which.test(group.verdict()))
                .toList();
    }

    /**
     * @param fewest the share of all closes below which there is no finding
     * @param meaning the rest of the sentence "For 3 connections (5 % of all) ..."
     */
    private static Optional<Finding> finding(
            FindingId id, Model model, List<CloseGroup> closes, double fewest, String meaning) {
        long count = closes.stream().mapToLong(CloseGroup::count).sum();
        double part = (double) count / model.closed();
        if (count == 0 || part < fewest) {
            return Optional.empty();
        }
        List<EvidenceCount> reasons =
                EvidenceCount.of(closes.stream(), group -> group.evidence().lastWord());
        long older = olderThanTheAgent(closes);
        String statement = "For " + Figures.count(count, "connection") + " (" + Figures.percent(part) + " of all) "
                + meaning + EvidenceCount.sentences(reasons);
        return Optional.of(new Finding(
                id,
                part >= Thresholds.UNPROVEN ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .with("connections", count)
                        .with("closedPercent", 100 * part)
                        .with("commonestEvidence", reasons.get(0).text())
                        .with("commonestEvidenceCount", reasons.get(0).count())
                        .with("olderThanTheAgent", older)
                        .values(),
                advice(model, older)));
    }

    /** How many of the closes ended connections that are older than the agent. */
    private static long olderThanTheAgent(List<CloseGroup> closes) {
        return closes.stream()
                .mapToLong(group -> group.count() - group.lifetimes().known())
                .sum();
    }

    /** What would have told; nothing where no setting and no habit would. */
    private static List<String> advice(Model model, long older) {
        List<String> advice = new ArrayList<>();
        boolean noSource = model.recordings().jvms().stream()
                .flatMap(jvm -> jvm.agent().stream())
                .anyMatch(agent -> agent.kernelSource().equals(NO_SOURCE));
        if (noSource) {
            advice.add("Run \"firstfin.jar doctor\" to see which kernel source can be used: the" + " agent had none.");
        }
        if (older > 0) {
            advice.add("Attach before the traffic begins: " + Figures.count(older) + " of them"
                    + (older == 1 ? " is" : " are") + " older than the agent, and tell less.");
        }
        return List.copyOf(advice);
    }
}
