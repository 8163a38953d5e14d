package io.firstfin.cli;

import io.firstfin.cli.command.FirstFinCommand;
import io.firstfin.cli.message.Failure;
import io.firstfin.cli.message.PlainText;
import io.firstfin.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what went wrong in one line, with a stack trace only if the user asks for it. */
final class Errors {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    /** 128 and the number of SIGPIPE. */
    private static final int PIPE_CLOSED = 141;

    private Errors() {}

    /** Wrong usage: what is wrong, perhaps what was meant, and where to read on. */
    static int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("firstfin: "
                + PlainText.line(problem(e) + "; see java -jar firstfin.jar "
                        + (command.getParent() == null ? "" : command.getCommandName() + " ") + "--help"));
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
        err.println("firstfin: cannot write to stdout (" + e.getMessage() + "): free some space, or send it elsewhere");
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
                                + ": please report it, with the output of the same command and --stacktrace"));
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

    private static String problem(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched);
        }
        if (e instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(Errors::missing).collect(Collectors.joining(", "));
        }
        String reason = e.getMessage().lines().findFirst().orElse("wrong usage");
        return e.getArgSpec() == null
                ? reason
                : name(e.getArgSpec()) + ": " + reason.replaceFirst("^Invalid value for .+?(\\([^)]*\\)|'): ", "");
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String word = e.getUnmatched().get(0);
        String what = e.isUnknownOption()
                ? "there is no option " + word
                : e.getCommandLine().getParent() == null
                        ? "there is no command " + word
                        : "\"" + word + "\" is one argument too many: leave it out";
        List<String> suggestions = e.getSuggestions();
        boolean close = !suggestions.isEmpty()
                && (e.isUnknownOption() || e.getCommandLine().getParent() == null);
        return what + (close ? ", did you mean " + suggestions.get(0) + "?" : "");
    }

    private static String missing(ArgSpec argument) {
        return argument.isOption()
                ? name(argument) + " needs a value: " + name(argument) + " " + argument.paramLabel()
                : argument.paramLabel() + " is missing: name it after the command";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
