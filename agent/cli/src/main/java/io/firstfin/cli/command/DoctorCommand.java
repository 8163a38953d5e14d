package io.firstfin.cli.command;

import io.firstfin.cli.doctor.Check;
import io.firstfin.cli.doctor.JvmChecks;
import io.firstfin.cli.doctor.MachineChecks;
import io.firstfin.cli.doctor.Section;
import io.firstfin.cli.doctor.SettingChecks;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.JvmSelector;
import io.firstfin.cli.message.Failure;
import io.firstfin.cli.ports.PortDiagnosis;
import io.firstfin.kernel.procfs.KernelCounters;
import io.firstfin.kernel.sysctl.KernelSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reports how far the ports are used up, whether FirstFin can work here, and what the kernel settings mean. */
@Command(
        name = "doctor",
        description = {
            "Reports how far a JVM's ports are used up, and whether FirstFin can work here.",
            "Checks this machine and its kernel settings and, given a PID, that JVM and its network namespace. Explains"
                    + " each check. Changes nothing and attaches to nothing.",
            ""
        },
        footer = {
            "",
            "Given a PID, the first line is the answer: stop, worry or fine, and how many of the local ports are taken"
                    + " toward the destination with the most. doctor counts the sockets of all programs in the JVM's"
                    + " network namespace.",
            "Exit codes: 0 FirstFin can work, 1 a check marked stop prevents that."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(
            paramLabel = "PID",
            arity = "0..1",
            description = "The JVM to check: its process id, or a part of its main class's or jar's name that matches"
                    + " no other JVM.")
    private Optional<String> target;

    DoctorCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Optional<JvmProcess> jvm = target.map(text -> new JvmSelector(here.proc()).select(text));
        Optional<KernelSettings> theirs = jvm.flatMap(this::printPorts);
        KernelSettings settings = theirs.orElseGet(KernelSettings::read);
        List<Section> sections = new ArrayList<>();
        sections.add(
                MachineChecks.read(Optional.ofNullable(settings.kernelVersion()).orElse("not Linux")));
        sections.add(new Section(
                "Kernel settings",
                jvm.filter(process -> theirs.isEmpty() && !process.shares("net"))
                        .map(process -> SettingChecks.elsewhere(process.pid(), counters(jvm)))
                        .orElseGet(() -> SettingChecks.of(settings, counters(jvm)))));
        jvm.ifPresent(process -> sections.add(JvmChecks.read(Target.name(process), process, here.ourselves())));
        sections.stream()
                .flatMap(section -> Stream.concat(section.lines(), Stream.of("")))
                .forEach(here.out()::println);
        sections.stream()
                .flatMap(section -> section.checks().stream())
                .filter(Check::stops)
                .findFirst()
                .ifPresent(check -> {
                    throw new Failure("FirstFin cannot work here: " + check.meaning());
                });
        here.out().println("FirstFin can work here.");
        return 0;
    }

    /**
     * First of all, and at once: in an outage this is what one looks for.
     *
     * @return the settings of the JVM's network namespace; empty where they cannot be seen
     */
    private Optional<KernelSettings> printPorts(JvmProcess jvm) {
        try (PortDiagnosis ports = PortDiagnosis.begin(jvm)) {
            ports.lines().forEach(here.out()::println);
            here.out().println();
            here.out().flush();
            return ports.settings();
        }
    }

    private KernelCounters counters(Optional<JvmProcess> jvm) {
        return KernelCounters.read(
                jvm.map(process -> here.proc().file(process.pid(), "")).orElse(Path.of("/proc/self")));
    }
}
