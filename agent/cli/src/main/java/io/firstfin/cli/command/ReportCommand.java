package io.firstfin.cli.command;

import io.firstfin.analysis.render.json.JsonReport;
import io.firstfin.analysis.view.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reports on recordings that were made before. It needs no running JVM. */
@Command(
        name = "report",
        description = {"Prints the report of recordings. No running JVM is needed.", ""},
        footer = {
            "",
            "With --json - only the JSON is printed.",
            "Findings are no failure: the exit code is 0 unless --fail-on names one of them."
        })
final class ReportCommand implements Callable<Integer> {
    private static final String STDOUT = "-";
    private final Surroundings here;

    @Parameters(paramLabel = "F.jfr", arity = "1..*", description = "Recordings, or folders of them.")
    private List<Path> recordings;

    @Option(
            names = "--json",
            paramLabel = "F",
            description = "Also write the report as JSON to this file, replacing it; - for stdout.")
    private Optional<Path> json;

    @Mixin
    private ReportOptions options;

    @Spec
    private CommandSpec command;

    ReportCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        boolean jsonToStdout = json.isPresent() && json.get().toString().equals(STDOUT);
        options.requireSense();
        if (options.closes() && jsonToStdout) {
            throw new ParameterException(
                    command.commandLine(), "--json - and --closes both print to stdout: name a file with --json");
        }
        Reports.requireReader();
        Reports.requireExisting(recordings);
        options.requireHtml();
        options.requireReasons();
        json.ifPresent(ReportCommand::requireJson);
        if (options.closes()) {
            options.printCloses(recordings, here.out());
        }
        if (options.closesAlone() && json.isEmpty()) {
            return 0;
        }
        Report report = options.report(recordings);
        options.writeHtml(report);
        if (jsonToStdout) {
            here.out().println(JsonReport.render(report).stripTrailing());
        } else {
            json.ifPresent(file -> Reports.write(file, JsonReport.render(report), "--json"));
            options.printText(report, here);
        }
        return options.code(report, here.err());
    }

    private static void requireJson(Path file) {
        if (file.toString().equals(STDOUT)) {
            Reports.requireJson("--json");
        } else {
            Reports.requireFile(file, "--json");
        }
    }
}
