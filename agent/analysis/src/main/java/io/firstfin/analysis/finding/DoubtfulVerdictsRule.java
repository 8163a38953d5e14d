package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.verdict.ClosedFirst;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For some closes it is not known who was first, or it is only supposed: how many, why, and what would have proven more. */
final class DoubtfulVerdictsRule implements Rule {

    private static final String NO_SOURCE = "NONE";

    /**
     * Closes counted by the evidence of their verdicts, the most frequent first.
     *
     * @param text the evidence in words
     * @param count of how many
     */
    private record EvidenceCount(String text, long count) {

        static List<EvidenceCount> of(Stream<CloseGroup> closes, Function<CloseGroup, String> text) {
            return closes
                    .collect(Collectors.groupingBy(text, Collectors.summingLong(CloseGroup::count)))
                    .entrySet()
                    .stream()
                    .map(entry -> new EvidenceCount(entry.getKey(), entry.getValue()))
                    .sorted(Comparator.comparingLong(EvidenceCount::count)
                            .reversed()
                            .thenComparing(EvidenceCount::text))
                    .toList();
        }

        /** {@code  12 times: this. 1 time: that.}, and how many more there are of other kinds. */
        static String sentences(List<EvidenceCount> all) {
            long more = all.stream()
                    .skip(Thresholds.NAMED)
                    .mapToLong(EvidenceCount::count)
                    .sum();
            return all.stream()
                            .limit(Thresholds.NAMED)
                            .map(group -> " " + Figures.count(group.count, "time") + ": " + group.text + ".")
                            .collect(Collectors.joining())
                    + (more == 0 ? "" : " " + Figures.count(more, "time") + ": something else.");
        }
    }

    @Override
    public Stream<Finding> findings(Model model) {
        return Stream.of(
                        unproven(
                                FindingId.VERDICTS_UNKNOWN,
                                model,
                                verdict -> verdict.closedFirst() == ClosedFirst.UNKNOWN,
                                0,
                                "the recording cannot tell who closed first."),
                        unproven(
                                FindingId.VERDICTS_SUPPOSED,
                                model,
                                Verdict::isSupposed,
                                Thresholds.SUPPOSED,
                                "who closed first is supposed, not proven: nothing speaks against it, and the kernel"
                                        + " did not confirm it."))
                .flatMap(Optional::stream);
    }

    /**
     * @param fewest the share of all closes below which there is no finding
     * @param meaning the rest of the sentence "For 3 connections (5 % of all) ..."
     */
    private static Optional<Finding> unproven(
            FindingId id, Model model, Predicate<Verdict> which, double fewest, String meaning) {
        List<CloseGroup> closes = model.connections().closes().stream()
                .filter(group -> which.test(group.verdict()))
                .toList();
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
            advice.add("Run \"firstfin.jar doctor\" to see which kernel source can be used: the agent had none.");
        }
        if (older > 0) {
            advice.add("Attach before the traffic begins: " + Figures.count(older) + " of them"
                    + (older == 1 ? " is" : " are") + " older than the agent, and tell less.");
        }
        return List.copyOf(advice);
    }
}
