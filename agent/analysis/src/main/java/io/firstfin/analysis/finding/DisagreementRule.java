package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.ClosedFirst;
import java.util.List;
import java.util.stream.Stream;

/** The kernel's word after the close differs from what was told at close. */
final class DisagreementRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        long count = model.recordings().quality().disagreements();
        if (count == 0 || model.closed() == 0) {
            return Stream.empty();
        }
        double part = (double) count / model.closed();
        List<EvidenceCount> reasons = EvidenceCount.of(
                model.connections().closes().stream()
                        .filter(group -> !group.evidence().agrees()),
                DisagreementRule::reason);
        String statement = "The kernel contradicted what was told at "
                + Figures.count(count, "close") + " (" + Figures.percent(part)
                + " of all) afterwards. This report counts its later"
                + " word." + EvidenceCount.sentences(reasons);
        Evidence evidence = new Evidence().with("corrected", count).with("closedPercent", 100 * part);
        reasons.stream()
                .findFirst()
                .ifPresent(most ->
                        evidence.with("commonestEvidence", most.text()).with("commonestEvidenceCount", most.count()));
        return Stream.of(new Finding(FindingId.DISAGREEMENT, Severity.INFO, statement, evidence.values(), List.of()));
    }

    private static String reason(CloseGroup group) {
        ClosedFirst before = group.evidence().firstAtClose();
        ClosedFirst after = group.verdict().closedFirst();
        String first = before == after
                ? "who was first stays " + FindingText.of(after)
                : "who was first changed from " + FindingText.of(before) + " to " + FindingText.of(after);
        return first + "; " + group.evidence().lastWord();
    }
}
