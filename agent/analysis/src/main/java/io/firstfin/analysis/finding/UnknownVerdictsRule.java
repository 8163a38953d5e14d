package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** For some closes it is not known who was first, and why not. */
final class UnknownVerdictsRule implements Rule {

    private static final double MANY = 0.05;
    private static final String NO_SOURCE = "NONE";

    @Override
    public Stream<Finding> findings(Model model) {
        List<CloseGroup> unknown = model.closes().stream()
                .filter(group -> group.verdict().closedFirst() == Side.UNKNOWN).toList();
        long count = unknown.stream().mapToLong(CloseGroup::count).sum();
        if (count == 0) {
            return Stream.empty();
        }
        double part = (double) count / model.closed();
        List<Grouped> reasons =
                Grouped.of(unknown.stream(), group -> group.grounds().lastWord());
        long older = unknown.stream()
                .mapToLong(group -> group.count() - group.lifetimes().known()).sum();
        String statement = "For " + Figures.count(count, "connection") + " ("
                + Figures.percent(part) + " of all) the recording cannot tell who closed first."
                + Grouped.sentences(reasons);
        return Stream.of(new Finding(FindingId.VERDICTS_UNKNOWN,
                part >= MANY ? Severity.WARNING : Severity.INFO, statement,
                new Evidence().with("connections", count).with("closedPercent", 100 * part)
                        .with("commonestEvidence", reasons.get(0).text())
                        .with("commonestEvidenceCount", reasons.get(0).count())
                        .with("olderThanTheAgent", older).values(),
                advice(model, older)));
    }

    /** What would have told; nothing where no setting and no habit would. */
    private static List<String> advice(Model model, long older) {
        List<String> advice = new ArrayList<>();
        boolean noSource = model.jvms().stream().flatMap(jvm -> jvm.agent().stream())
                .anyMatch(agent -> agent.kernelSource().equals(NO_SOURCE));
        if (noSource) {
            advice.add("Run \"firstfin.jar doctor\" to see which kernel source can be used: the"
                    + " agent had none.");
        }
        if (older > 0) {
            advice.add("Attach before the traffic begins: " + Figures.count(older) + " of them"
                    + (older == 1 ? " is" : " are") + " older than the agent, and tell less.");
        }
        return List.copyOf(advice);
    }
}
