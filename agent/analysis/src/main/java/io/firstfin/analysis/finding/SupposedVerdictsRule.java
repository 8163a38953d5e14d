package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import java.util.List;
import java.util.stream.Stream;

/** For many closes who was first is likely, and not proven; and why not. */
final class SupposedVerdictsRule implements Rule {

    private static final double WORTH_TELLING = 0.01;
    private static final double MANY = 0.05;

    @Override
    public Stream<Finding> findings(Model model) {
        List<CloseGroup> supposed = model.closes().stream()
                .filter(group -> group.verdict().isSupposed()).toList();
        long count = supposed.stream().mapToLong(CloseGroup::count).sum();
        if (count == 0 || (double) count / model.closed() < WORTH_TELLING) {
            return Stream.empty();
        }
        double part = (double) count / model.closed();
        List<Grouped> reasons =
                Grouped.of(supposed.stream(), group -> group.grounds().lastWord());
        long older = MoreProof.olderThanTheAgent(supposed);
        String statement = "For " + Figures.count(count, "connection") + " ("
                + Figures.percent(part) + " of all) who closed first is supposed, not proven:"
                + " nothing speaks against it, and the kernel did not confirm it."
                + Grouped.sentences(reasons);
        return Stream.of(new Finding(FindingId.VERDICTS_SUPPOSED,
                part >= MANY ? Severity.WARNING : Severity.INFO, statement,
                new Evidence().with("connections", count).with("closedPercent", 100 * part)
                        .with("commonestEvidence", reasons.get(0).text())
                        .with("commonestEvidenceCount", reasons.get(0).count())
                        .with("olderThanTheAgent", older).values(),
                MoreProof.advice(model, older)));
    }
}
