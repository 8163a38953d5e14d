package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Side;
import java.util.List;
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
        List<Grouped> reasons =
                Grouped.of(unknown.stream(), group -> group.grounds().lastWord());
        long older = MoreProof.olderThanTheAgent(unknown);
        String statement = "For " + Figures.count(count, "connection") + " ("
                + Figures.percent(part) + " of all) the recording cannot tell who closed first."
                + Grouped.sentences(reasons);
        return Stream.of(new Finding(FindingId.VERDICTS_UNKNOWN,
                part >= MANY ? Severity.WARNING : Severity.INFO, statement,
                new Evidence().with("connections", count).with("closedPercent", 100 * part)
                        .with("commonestEvidence", reasons.get(0).text())
                        .with("commonestEvidenceCount", reasons.get(0).count())
                        .with("olderThanTheAgent", older).values(),
                MoreProof.advice(model, older)));
    }
}
