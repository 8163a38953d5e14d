package io.firstfin.cli.command;

import io.firstfin.cli.Failure;
import io.firstfin.cli.doctor.Check;
import io.firstfin.cli.doctor.JvmChecks;
import io.firstfin.cli.doctor.MachineChecks;
import io.firstfin.cli.doctor.Section;
import io.firstfin.cli.doctor.SettingChecks;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.JvmSelector;
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

/** Tells what lets FirstFin work here, and what the kernel's settings mean. */
@Command(name = "doctor",
        description = {
            "Tells what lets FirstFin work here, and what the kernel settings mean.",
            "Looks at this machine and, given a PID, at that JVM and its network namespace. Changes"
                    + " nothing and attaches to nothing.",
            ""},
        footer = {
            "",
            "Exit codes: 0 FirstFin can work, 1 something marked stop is in the way."})
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(paramLabel = "PID", arity = "0..1", description = "The JVM to look at: its"
            + " process id, or a part of its main class's or jar's name that fits no other.")
    private Optional<String> target;

    DoctorCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Optional<JvmProcess> jvm = target.map(text -> new JvmSelector(here.proc()).select(text));
        KernelSettings settings = KernelSettings.read();
        List<Section> sections = new ArrayList<>();
        sections.add(MachineChecks.read(
                Optional.ofNullable(settings.kernelVersion()).orElse("not Linux")));
        sections.add(new Section("Kernel settings", jvm
                .filter(process -> !process.shares("net"))
                .map(process -> SettingChecks.elsewhere(process.pid(), counters(jvm)))
                .orElseGet(() -> SettingChecks.of(settings, counters(jvm)))));
        jvm.ifPresent(process -> sections.add(
                JvmChecks.read(Target.name(process), process, here.ourselves())));
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

    private KernelCounters counters(Optional<JvmProcess> jvm) {
        return KernelCounters.read(jvm.map(process -> here.proc().file(process.pid(), ""))
                .orElse(Path.of("/proc/self")));
    }
}
