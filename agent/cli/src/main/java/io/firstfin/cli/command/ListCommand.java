package io.firstfin.cli.command;

import io.firstfin.cli.attach.AttachChecks;
import io.firstfin.cli.attach.TracedState;
import io.firstfin.cli.jvm.JavaRelease;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.JvmSelector;
import io.firstfin.cli.ports.PortColumn;
import io.firstfin.cli.terminal.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the JVMs that can be seen from here, without attaching to any. */
@Command(
        name = "list",
        description = {
            "Lists the JVMs of this machine.",
            "Includes JVMs in other containers, if FirstFin may read about them. Attaches to none.",
            ""
        },
        footer = {
            "",
            "CONTAINER is - if the JVM shares the file system and process ids of this command.",
            "TRACED is yes while FirstFin is woven into the JVM, and ? if FirstFin may not read that.",
            "PORTS is the number of local ports of its network namespace that all programs together have taken toward"
                    + " the destination with the most. doctor PID reports more."
        })
final class ListCommand implements Callable<Integer> {
    private final Surroundings here;

    ListCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        List<JvmProcess> jvms = new JvmSelector(here.proc()).all();
        if (jvms.isEmpty()) {
            here.out().println("No other JVM can be seen from here.");
            return 0;
        }
        Table table = new Table().row("PID", "JDK", "USER", "CONTAINER", "TRACED", "PORTS", "MAIN");
        PortColumn ports = new PortColumn();
        jvms.forEach(jvm -> table.row(
                Long.toString(jvm.pid()),
                jvm.release().map(JavaRelease::version).orElse("?"),
                jvm.userName(),
                jvm.container().orElse("-"),
                TracedState.of(jvm).text(),
                ports.text(jvm),
                jvm.commandLine().mainName()));
        table.lines().forEach(here.out()::println);
        jvms.forEach(jvm -> AttachChecks.stopped(jvm).ifPresent(here.err()::println));
        return 0;
    }
}
