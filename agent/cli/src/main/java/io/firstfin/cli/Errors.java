package io.firstfin.cli;

import io.firstfin.cli.command.FirstFinCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong: one line, never a stack trace unless it is asked for. */
final class Errors {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Errors() {
    }

    /** Wrong usage: what is wrong, perhaps what was meant, and where to read on. */
    static int usage(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("firstfin: " + UsageProblem.line(e));
        err.flush();
        return USAGE;
    }

    static int execution(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        command.getOut().flush();
        err.println("firstfin: " + (e instanceof Failure
                ? e.getMessage()
                : "unexpected " + firstLine(e.toString()) + ": please report it, with the output of"
                        + " the same command and --stacktrace"));
        FirstFinCommand root = (FirstFinCommand) command.getCommandSpec().root().userObject();
        if (root.wantsStackTrace()) {
            e.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
