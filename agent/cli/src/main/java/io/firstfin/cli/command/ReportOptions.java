package io.firstfin.cli.command;

import io.firstfin.analysis.engine.CloseReasons;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.render.html.HtmlReport;
import io.firstfin.analysis.render.text.ClosesFormat;
import io.firstfin.analysis.render.text.TextReport;
import io.firstfin.analysis.view.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of all commands that report on recordings: in which form, and what a build refuses. */
final class ReportOptions {
    private static final int FOUND = 3;

    @Option(names = "--closes", description = "Print one line for each close, in order of time, instead of the report.")
    private boolean closes;

    @Option(names = "--csv", description = "With --closes: as CSV with a header, for programs.")
    private boolean csv;

    @Option(
            names = "--html",
            paramLabel = "F.html",
            description = "Also write the report as one HTML file, with charts, replacing it.")
    private Optional<Path> html;

    @Option(
            names = "--reasons",
            paramLabel = "FILE",
            description = "Also explain closes by the rules in this text file, one \"class.method -> REASON\" a line,"
                    + " as docs/reasons.md says.")
    private Optional<Path> rules;

    @Option(
            names = "--fail-on",
            paramLabel = "FINDING",
            split = ",",
            description = "Exit with 3 when one of these is found, of any severity, such as CONNECTION_PER_REQUEST;"
                    + " several with commas.")
    private List<FindingId> refused = List.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private CloseReasons reasons = CloseReasons.OURS;

    /** Before anything is read or recorded. */
    void requireSense() {
        if (csv && !closes) {
            throw new ParameterException(command.commandLine(), "--csv is a form of --closes: name both");
        }
    }

    /** Reads the rules for the reasons of closes; fails if the file is none of rules. */
    void requireReasons() {
        reasons = rules.map(Reports::reasons).orElse(CloseReasons.OURS);
    }

    /** Fails if it is known already that the HTML file cannot be written. */
    void requireHtml() {
        html.ifPresent(file -> Reports.requireFile(file, "--html"));
    }

    /** Whether the closes are printed in place of the report. */
    boolean closes() {
        return closes;
    }

    /** Whether nothing but the closes is wanted, so that no report has to be made. */
    boolean closesAlone() {
        return closes && html.isEmpty() && refused.isEmpty();
    }

    void printCloses(List<Path> recordings, PrintWriter out) {
        Reports.closes(recordings, reasons, csv ? ClosesFormat.CSV : ClosesFormat.TEXT, out::print);
        out.flush();
    }

    Report report(List<Path> recordings) {
        return Reports.report(recordings, reasons);
    }

    /** Prints the report, unless the closes were printed in its place. */
    void printText(Report report, Surroundings here) {
        if (!closes) {
            here.out().println(TextReport.render(report, here.style()).stripTrailing());
            here.out().flush();
        }
    }

    void writeHtml(Report report) {
        html.ifPresent(file -> Reports.write(file, HtmlReport.render(report), "--html"));
    }

    /** The exit code, after one line about each reason for it not to be 0. */
    int code(Report report, PrintWriter err) {
        String which = refused.stream()
                .distinct()
                .filter(id -> report.findings().stream().anyMatch(finding -> finding.id() == id))
                .map(FindingId::name)
                .collect(Collectors.joining(", "));
        if (which.isEmpty()) {
            return 0;
        }
        err.println("firstfin: found " + which + ", which --fail-on refuses");
        err.flush();
        return FOUND;
    }
}
