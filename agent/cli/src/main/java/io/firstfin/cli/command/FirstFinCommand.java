package io.firstfin.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The top command. It holds the options that all commands share, and lists the commands. */
@Command(
        name = "firstfin",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {"Reports who closed each TCP connection of a JVM first, how, why, and what that costs.", ""},
        commandListHeading = "%nCommands:%n",
        optionListHeading = "Options:%n",
        footer = {
            "",
            "PID is a process id, or a part of the main class's or jar's name that matches one JVM.",
            "Exit codes: 0 done, 1 failed (one line on stderr says why), 2 wrong usage,",
            "3 found what --fail-on names.",
            "",
            "Start here:  java -jar firstfin.jar record PID --duration 30s"
        })
public final class FirstFinCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    @Option(
            names = "--stacktrace",
            hidden = true,
            scope = ScopeType.INHERIT,
            description = "Show where a failure comes from.")
    private boolean stackTrace;

    @Spec
    private CommandSpec spec;

    /** The whole command line, ready to be executed. */
    public static CommandLine commandLine(Surroundings here) {
        return new CommandLine(new FirstFinCommand())
                .addSubcommand(new ListCommand(here))
                .addSubcommand(new AttachCommand(here))
                .addSubcommand(new DetachCommand(here))
                .addSubcommand(new StatusCommand(here))
                .addSubcommand(new RecordCommand(here))
                .addSubcommand(new ReportCommand(here))
                .addSubcommand(new TemplatesCommand(here))
                .addSubcommand(new DoctorCommand(here))
                .addSubcommand(new HelpCommand())
                .registerConverter(Path.class, FirstFinCommand::file);
    }

    /** Reads the name of a file; an empty one, such as an unset variable gives, names nothing. */
    private static Path file(String name) {
        if (name.isBlank()) {
            throw new TypeConversionException("the name is empty: write the path of a file");
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("\"" + name + "\" is no path of a file");
        }
    }

    public boolean wantsStackTrace() {
        return stackTrace;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "the command is missing: name one, such as list");
    }
}
