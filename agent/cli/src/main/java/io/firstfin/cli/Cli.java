package io.firstfin.cli;

import io.firstfin.cli.command.FirstFinCommand;
import io.firstfin.cli.command.Surroundings;
import io.firstfin.cli.terminal.Terminal;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The entrance of the command line. The launcher finds it by name and calls {@link #run}. */
public final class Cli {
    private Cli() {}

    /**
     * Carries out one command line and returns the exit code.
     *
     * @param jar firstfin.jar itself, which attaching brings into the JVM
     */
    public static int run(String[] args, PrintStream out, PrintStream err, Path jar) {
        StandardOutput stdout = StandardOutput.of(out);
        Surroundings here = Surroundings.of(utf8(stdout), utf8(err), jar);
        int code = execute(args, here, Terminal.STDOUT.coloured() ? Ansi.ON : Ansi.OFF);
        return stdout.failure()
                .map(failure -> Errors.output(failure, code, here.err()))
                .orElse(code);
    }

    static int execute(String[] args, Surroundings here, Ansi ansi) {
        CommandLine commandLine = FirstFinCommand.commandLine(here)
                .setOut(here.out())
                .setErr(here.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpLongOptionsMaxWidth(24)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler(Errors::execution);
        int code;
        try {
            code = commandLine.execute(args);
        } catch (LinkageError e) {
            code = Errors.linkage(e, here.err());
        }
        here.out().flush();
        here.err().flush();
        return code;
    }

    /** Containers mostly run with the POSIX locale, in which a report would be full of "?". */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }
}
