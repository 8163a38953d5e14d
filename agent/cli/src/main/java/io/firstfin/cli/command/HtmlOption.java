package io.firstfin.cli.command;

import io.firstfin.analysis.render.html.HtmlReport;
import io.firstfin.analysis.view.Report;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that writes the report as an HTML file. */
final class HtmlOption {

    @Option(
            names = "--html",
            paramLabel = "F.html",
            description = "Also write the report as one HTML file, with charts, replacing it.")
    private Optional<Path> file;

    /** Fails if it is known already that the file cannot be written. */
    void require() {
        file.ifPresent(named -> ReportFile.require(named, "--html"));
    }

    boolean wanted() {
        return file.isPresent();
    }

    void write(Report report) {
        file.ifPresent(named -> ReportFile.write(named, HtmlReport.render(report), "--html"));
    }
}
