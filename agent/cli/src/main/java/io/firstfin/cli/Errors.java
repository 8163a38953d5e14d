package io.firstfin.cli;

import io.firstfin.cli.command.FirstFinCommand;
import io.firstfin.cli.message.Failure;
import io.firstfin.cli.message.PlainText;
import io.firstfin.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints what went wrong in one line, with a stack trace only if the user asks for it. */
final class Errors {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    /** 128 and the number of SIGPIPE. */
    private static final int PIPE_CLOSED = 141;

    private Errors() {}

    /** Wrong usage: what is wrong, perhaps what was meant, and where to read on. */
    static int usage(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("firstfin: " + PlainText.line(UsageProblem.line(e)));
        err.flush();
        return USAGE;
    }

    /**
     * The output could not be written. Whoever closed a pipe, as head does, has had enough of it, and
     * is told nothing; the exit code is then what a shell gives to programs that end so.
     *
     * @param code what the command itself ended with
     */
    static int output(IOException e, int code, PrintWriter err) {
        if (Terminal.STDOUT.piped()) {
            return code == 0 ? PIPE_CLOSED : code;
        }
        err.println("firstfin: cannot write to stdout (" + e.getMessage() + "): free some space, or"
                + " send it elsewhere");
        err.flush();
        return code == 0 ? FAILED : code;
    }

    /** An image of a Java runtime without a module that is needed here. */
    static int linkage(LinkageError e, PrintWriter err) {
        err.println("firstfin: this Java has not all that the command needs (" + firstLine(e.toString())
                + "): run it with a JDK, or add the module to the image");
        err.flush();
        return FAILED;
    }

    static int execution(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        command.getOut().flush();
        err.println("firstfin: "
                + (e instanceof Failure
                        ? e.getMessage()
                        : "unexpected " + PlainText.line(firstLine(e.toString()))
                                + ": please report it, with the output of" + " the same command and --stacktrace"));
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
