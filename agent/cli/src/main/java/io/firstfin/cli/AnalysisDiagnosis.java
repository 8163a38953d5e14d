package io.firstfin.cli;

import io.firstfin.analysis.Analysis;
import io.firstfin.analysis.input.UnreadableRecordingException;
import io.firstfin.analysis.render.html.HtmlReport;
import io.firstfin.analysis.render.json.JsonReport;
import io.firstfin.analysis.render.text.TextReport;
import io.firstfin.analysis.view.Report;
import io.firstfin.cli.command.Diagnosis;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The diagnosis that the analysis module makes. */
final class AnalysisDiagnosis implements Diagnosis {
    @Override
    public Result of(List<Path> recordings) {
        try {
            Report report = Analysis.of(recordings);
            return new Result(
                    TextReport.render(report),
                    () -> JsonReport.render(report),
                    () -> HtmlReport.render(report),
                    report.findings().stream()
                            .map(finding -> finding.id().name())
                            .collect(Collectors.toSet()));
        } catch (UnreadableRecordingException e) {
            throw new Failure(e.getMessage(), e);
        }
    }
}
