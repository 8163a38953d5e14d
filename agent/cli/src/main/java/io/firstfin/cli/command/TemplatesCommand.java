package io.firstfin.cli.command;

import io.firstfin.cli.message.Failure;
import io.firstfin.cli.record.OutputFile;
import io.firstfin.cli.terminal.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the JFR templates from the jar to files, because JFR's own tools read templates from files only. */
@Command(
        name = "templates",
        description = {"Lists the JFR templates, or writes them out for JFR's own tools.", ""},
        footer = {
            "",
            "JFR reads a template from the file system of the JVM that it records. For a JVM in a container, write them"
                    + " inside the container.",
            "FirstFin itself needs no file: record has --template NAME, and the agent accepts a name, too:",
            "  -javaagent:firstfin.jar=record,template=NAME"
        })
final class TemplatesCommand implements Callable<Integer> {
    private final Surroundings here;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Write them to this folder. It is created if it is missing.")
    private Optional<Path> output;

    @Option(names = "--force", description = "Replace files of these names that differ.")
    private boolean force;

    TemplatesCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (output.isPresent()) {
            write(output.get());
        } else {
            list();
        }
        return 0;
    }

    private void list() {
        Table table = new Table().row("NAME", "FILE", "FOR");
        Template.all().forEach(template -> table.row(template.name(), template.fileName(), template.description()));
        table.lines().forEach(here.out()::println);
        here.out().println();
        here.out().println("java -jar firstfin.jar templates --output DIR writes these files. Then, in a JVM that");
        here.out().println("FirstFin is attached to: jcmd PID JFR.start settings=DIR/" + Template.firstfin.fileName());
    }

    private void write(Path folder) {
        require(folder);
        List<Template> missing = Template.all().stream()
                .filter(template -> !isThere(folder, template))
                .toList();
        // nothing is written where one of them may not be
        missing.forEach(template -> requireFree(folder.resolve(template.fileName())));
        Template.all().forEach(template -> {
            Path file = folder.resolve(template.fileName());
            if (missing.contains(template)) {
                OutputFile.write(file, template.content(), "name another folder with --output");
                here.out().println("Wrote " + file);
            } else {
                here.out().println(file + " is there already");
            }
        });
        here.out()
                .println("In a JVM that FirstFin is attached to: jcmd PID JFR.start settings="
                        + folder.resolve(Template.firstfin.fileName())
                                .toAbsolutePath()
                                .normalize());
    }

    private static void require(Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new Failure(
                    "cannot make the folder " + folder + " (" + e.getMessage() + "): name another with --output", e);
        }
    }

    private static boolean isThere(Path folder, Template template) {
        Path file = folder.resolve(template.fileName());
        try {
            return Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), template.content());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private void requireFree(Path file) {
        if (!force && Files.exists(file)) {
            throw new Failure(file + " exists and differs from the one in firstfin.jar: name another --output, or add"
                    + " --force to replace it");
        }
    }
}
