package io.firstfin.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Model;
import java.util.List;

/** Picks the findings of one kind out of a model. */
final class FindingAssertions {

    private FindingAssertions() {}

    static Finding only(Model model, FindingId id) {
        List<Finding> found = Findings.of(model).stream()
                .filter(finding -> finding.id() == id)
                .toList();
        assertThat(found).as("findings of kind " + id).hasSize(1);
        assertThat(found.get(0).evidence()).isNotEmpty();
        return found.get(0);
    }

    static void says(Model model, FindingId id, Severity severity, String statement) {
        Finding finding = only(model, id);
        assertThat(finding.statement()).isEqualTo(statement);
        assertThat(finding.severity()).isEqualTo(severity);
    }

    static void silent(Model model, FindingId id) {
        assertThat(Findings.of(model)).extracting(Finding::id).doesNotContain(id);
    }
}
