package io.firstfin.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command: {@code help record} is the same as {@code record --help}. */
@Command(
        name = "help",
        helpCommand = true,
        description = {"Shows the help of a command.", ""})
final class HelpCommand implements Runnable {
    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command; without it, all are listed.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        CommandLine command = name == null ? root : root.getSubcommands().get(name);
        if (command == null) {
            throw new ParameterException(root, "there is no command " + name);
        }
        command.usage(spec.commandLine().getOut(), root.getColorScheme());
    }
}
