package io.firstfin.cli.command;

import io.firstfin.analysis.view.Report;
import io.firstfin.cli.attach.Agent;
import io.firstfin.cli.jvm.JfrRoom;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.message.Failure;
import io.firstfin.cli.record.OutputFile;
import io.firstfin.cli.record.Recorded;
import io.firstfin.cli.record.Recorder;
import io.firstfin.cli.record.TargetTemp;
import io.firstfin.cli.record.TracedJvm;
import io.firstfin.cli.terminal.Durations;
import io.firstfin.cli.terminal.Interrupts;
import io.firstfin.cli.terminal.Phases;
import io.firstfin.cli.terminal.Progress;
import io.firstfin.cli.terminal.Terminal;
import io.firstfin.kernel.disk.RecordingRoom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Attaches, records, detaches, and reports. */
@Command(
        name = "record",
        description = {
            "Records a JVM for a while and prints the report.",
            "Attaches if needed, writes the recording to a file, and leaves the JVM as it was.",
            ""
        },
        footer = {
            "",
            "Ctrl-C ends the recording early. The recording is still written and reported, and the exit code is 0. A"
                    + " second Ctrl-C gives up at once. The agent then leaves the JVM by itself within seconds.",
            "The recording also ends early before the JVM's temporary folder is full, because JFR ends a JVM in which"
                    + " it cannot write. If the JVM ends meanwhile (System.exit, SIGTERM), the recording up to then is"
                    + " kept. If the JVM is killed, the recording is lost.",
            "The report, or with --closes the lines, goes to stdout, everything else to stderr."
        })
final class RecordCommand implements Callable<Integer> {
    private final Surroundings here;

    @Mixin
    private Target target;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationOption.class,
            description = "How long: 500ms, 30s, 2m, 1h ... (default: ${DEFAULT-VALUE}).")
    private Duration duration;

    @Option(
            names = "--output",
            paramLabel = "F.jfr",
            description = "The file to write (default: firstfin-PID-DATE-TIME.jfr in this folder).")
    private Optional<Path> output;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    @Option(
            names = "--template",
            paramLabel = "NAME",
            defaultValue = "diagnose",
            description = "What to record: diagnose (everything, with stacks) or firstfin (cheap enough to be always"
                    + " on) (default: ${DEFAULT-VALUE}).")
    private Template template;

    @Mixin
    private ReportOptions options;

    RecordCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Reports.requireReader();
        options.requireSense();
        JvmProcess jvm = target.find(here);
        Path file = output.orElseGet(() -> OutputFile.nameFor(jvm.pid(), LocalDateTime.now()));
        options.requireHtml();
        options.requireReasons();
        try (Interrupts interrupts = Interrupts.watch();
                OutputFile reserved = OutputFile.reserve(file, force)) {
            Phases phases = new Phases(here.err());
            phases.begin("Attaching");
            Agent agent = here.agentIn(jvm);
            requireRoom(jvm, agent);
            phases.tell("Attaching to " + Target.name(jvm));
            Recorded recorded = record(jvm, agent, reserved, phases, interrupts);
            phases.end();
            tell(recorded);
            phases.begin("analysing");
            phases.tell("Analysing it");
            if (options.closes()) {
                printCloses(recorded.file());
            }
            if (options.closesAlone()) {
                phases.end();
                return 0;
            }
            Report report = report(recorded.file());
            phases.end();
            phases.tell(phases.text() + ".");
            options.printText(report, here);
            writeHtml(report, recorded.file());
            return options.code(report, here.err());
        }
    }

    private void tell(Recorded recorded) {
        recorded.endedEarly().ifPresent(why -> here.err().println("It ended early: " + why + "."));
        recorded.stayed().ifPresent(why -> here.err().println("FirstFin stays in the JVM: " + why + "."));
        recorded.dropped()
                .ifPresent(dropped -> here.err()
                        .println("Its first " + Durations.text(dropped) + " are not in it: the JVM keeps only as much"
                                + " as there is room for, "
                                + RecordingRoom.text(RecordingRoom.LARGEST) + " at most."));
        if (recorded.mixed()) {
            here.err()
                    .println("Another recording ran in this JVM: the file holds its events, too, perhaps environment"
                            + " variables and system properties. firstfin.jar run on JDK 19 or later leaves them out.");
        }
        here.err().println("Wrote " + recorded.file());
        here.err().flush();
    }

    private Recorded record(JvmProcess jvm, Agent agent, OutputFile reserved, Phases phases, Interrupts interrupts) {
        try (TargetTemp temp = TargetTemp.in(jvm)) {
            return new Recorder(new TracedJvm(jvm, agent), temp)
                    .record(template.baseName(), duration, reserved, () -> progress(jvm, phases), interrupts);
        }
    }

    /** Before anything is changed in the JVM; the agent looks again while it records. */
    private static void requireRoom(JvmProcess jvm, Agent agent) {
        JfrRoom room = JfrRoom.of(jvm, agent.systemProperties()::getProperty);
        if (!room.enough()) {
            throw new Failure("cannot record JVM " + jvm.pid() + ": " + room.advice());
        }
    }

    /** Of the recording itself, which begins with it; what follows takes time, too. */
    private Progress progress(JvmProcess jvm, Phases phases) {
        phases.end();
        Progress shown = Progress.of(here.err(), Terminal.STDERR.attached(), "Recording " + Target.name(jvm), duration);
        return new Progress() {
            @Override
            public void reached(Duration elapsed) {
                shown.reached(elapsed);
            }

            @Override
            public void close() {
                shown.close();
                phases.begin("fetching");
                phases.tell("Fetching the recording");
            }
        };
    }

    private void writeHtml(Report report, Path written) {
        try {
            options.writeHtml(report);
        } catch (Failure e) {
            throw new Failure(e.getMessage() + "; the recording is in " + written, e);
        }
    }

    private Report report(Path written) {
        try {
            return options.report(List.of(written));
        } catch (Failure e) {
            throw new Failure("the recording is in " + written + ", but cannot be read: " + e.getMessage(), e);
        }
    }

    private void printCloses(Path written) {
        try {
            options.printCloses(List.of(written), here.out());
        } catch (Failure e) {
            throw new Failure(
                    "the recording is in " + written + ", but not all of its closes were printed: " + e.getMessage(),
                    e);
        }
    }
}
