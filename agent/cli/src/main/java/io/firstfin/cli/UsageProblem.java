package io.firstfin.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes in one line what is wrong with a command line, and what to do. */
final class UsageProblem {
    private UsageProblem() {}

    static String line(ParameterException e) {
        CommandLine command = e.getCommandLine();
        return problem(e) + "; see java -jar firstfin.jar "
                + (command.getParent() == null ? "" : command.getCommandName() + " ") + "--help";
    }

    private static String problem(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched);
        }
        if (e instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(UsageProblem::missing).collect(Collectors.joining(", "));
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
