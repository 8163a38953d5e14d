package io.firstfin.cli.command;

import io.firstfin.analysis.render.text.ClosesFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that print each close instead of the report. */
final class ClosesOption {
    @Option(names = "--closes", description = "Print one line for each close, in order of time, instead of the report.")
    private boolean wanted;

    @Option(names = "--csv", description = "With --closes: as CSV with a header, for programs.")
    private boolean csv;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Before anything is read or recorded. */
    void requireSense() {
        if (csv && !wanted) {
            throw new ParameterException(command.commandLine(), "--csv is a form of --closes: name both");
        }
    }

    boolean wanted() {
        return wanted;
    }

    void print(List<Path> recordings, PrintWriter out) {
        Recordings.closes(recordings, csv ? ClosesFormat.CSV : ClosesFormat.TEXT, out::print);
        out.flush();
    }
}
