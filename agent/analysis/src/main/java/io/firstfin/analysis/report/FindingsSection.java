package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The findings with their advice. Advice that two findings share is printed once. */
final class FindingsSection {

    private FindingsSection() {}

    static String render(Report report) {
        List<Finding> findings = report.findings();
        if (findings.isEmpty()) {
            return Lines.wrap("", NotSeen.nothingFound(report));
        }
        Map<List<String>, FindingId> given = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            FindingId earlier = finding.advice().isEmpty() ? null : given.putIfAbsent(finding.advice(), finding.id());
            text.append(text.isEmpty() ? "" : "\n")
                    .append(Lines.line(finding.severity() + " " + finding.id()))
                    .append(Lines.wrap("  ", finding.statement()))
                    .append(Lines.wrapAll(
                            "  - ",
                            earlier == null
                                    ? finding.advice()
                                    : List.of("What to do: the same as for " + earlier + " above.")));
        }
        return text.toString();
    }
}
