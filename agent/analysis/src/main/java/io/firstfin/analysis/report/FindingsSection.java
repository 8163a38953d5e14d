package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** The findings with their advice. */
final class FindingsSection {

    private FindingsSection() {}

    static String render(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "Nothing to report.\n";
        }
        return findings.stream().map(FindingsSection::render).collect(Collectors.joining("\n"));
    }

    private static String render(Finding finding) {
        return Lines.line(finding.severity() + " " + finding.id())
                + Lines.wrap("  ", finding.statement())
                + Lines.wrapAll("  - ", finding.advice());
    }
}
