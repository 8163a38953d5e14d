package io.firstfin.cli.command;

import io.firstfin.cli.attach.Agent;
import io.firstfin.cli.jvm.JvmProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reports what FirstFin does in a JVM and what that costs. */
@Command(
        name = "status",
        description = {
            "Reports what FirstFin does in a JVM, and what it costs.",
            "Shows what is woven, which source of the kernel's table is in use, and FirstFin's own CPU time,"
                    + " memory and errors. Does not change a JVM without FirstFin.",
            ""
        })
final class StatusCommand implements Callable<Integer> {
    private final Surroundings here;

    @Mixin
    private Target target;

    StatusCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        JvmProcess jvm = target.find(here);
        Agent agent = here.agentIn(jvm);
        if (!agent.mayBeAttached()) {
            here.out().println(Target.name(jvm) + ": not attached");
            return 0;
        }
        AgentStatus.lines(Target.name(jvm), agent.ask("status")).forEach(here.out()::println);
        return 0;
    }
}
