package io.firstfin.analysis.html;

import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.Severity;
import io.firstfin.analysis.report.NotSeen;
import io.firstfin.analysis.report.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The findings, the most urgent first. Advice that two of them share is given once.
 *
 * @param none what to say where there are none; else empty
 */
record FindingsView(List<One> all, String none) {

    /**
     * A finding.
     *
     * @param kind its severity as a style
     * @param severity its severity in words
     * @param sameAs the finding above that has the same advice; empty without one
     */
    record One(
            String id,
            String kind,
            String severity,
            String statement,
            List<Fact> evidence,
            List<String> advice,
            String sameAs) {}

    /** A number of the evidence, by its name in the JSON report. */
    record Fact(String name, String value) {}

    static FindingsView of(Report report) {
        List<Finding> findings = report.findings();
        Map<List<String>, String> given = new HashMap<>();
        List<One> all = findings.stream()
                .map(finding -> {
                    String earlier = finding.advice().isEmpty()
                            ? null
                            : given.putIfAbsent(finding.advice(), finding.id().name());
                    return new One(
                            finding.id().name(),
                            finding.severity().name().toLowerCase(Locale.ROOT),
                            words(finding.severity()),
                            finding.statement(),
                            evidence(finding),
                            earlier == null ? finding.advice() : List.of(),
                            earlier == null ? "" : earlier);
                })
                .toList();
        return new FindingsView(all, all.isEmpty() ? NotSeen.nothingFound(report) : "");
    }

    private static List<Fact> evidence(Finding finding) {
        return finding.evidence().entrySet().stream()
                .map(entry -> new Fact(entry.getKey(), String.valueOf(entry.getValue())))
                .toList();
    }

    private static String words(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case WARNING -> "Warning";
            case INFO -> "Good to know";
        };
    }
}
