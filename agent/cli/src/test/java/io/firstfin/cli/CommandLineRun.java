package io.firstfin.cli;

import io.firstfin.analysis.render.text.TextStyle;
import io.firstfin.cli.command.Surroundings;
import io.firstfin.cli.jvm.ProcFs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/** The outcome of one command line: its exit code and what it printed. */
public record CommandLineRun(int code, String out, String err) {
    public static CommandLineRun of(String... args) {
        return with(Path.of("firstfin.jar"), ProcFs.system(), args);
    }

    public static CommandLineRun with(Path jar, ProcFs proc, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings here = new Surroundings(new PrintWriter(out), new PrintWriter(err), jar, proc, TextStyle.PLAIN);
        int code = Cli.execute(args, here, Ansi.OFF);
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
