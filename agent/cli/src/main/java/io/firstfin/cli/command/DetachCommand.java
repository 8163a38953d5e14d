package io.firstfin.cli.command;

import io.firstfin.cli.attach.Agent;
import io.firstfin.cli.jvm.JvmProcess;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes FirstFin from a JVM. */
@Command(
        name = "detach",
        description = {
            "Removes FirstFin from a JVM.",
            "The JVM's classes get their original bytes back, and FirstFin runs nothing there any more. Detaching twice"
                    + " changes nothing. Refused while somebody records the JVM.",
            ""
        })
final class DetachCommand implements Callable<Integer> {
    private final Surroundings here;

    @Mixin
    private Target target;

    @Option(names = "--force", description = "Detach also while somebody records the JVM. What was recorded is lost.")
    private boolean force;

    DetachCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        JvmProcess jvm = target.find(here);
        Agent agent = here.agentIn(jvm);
        if (!agent.mayBeAttached()) {
            here.out().println(Target.name(jvm) + " is not attached: nothing to do");
            return 0;
        }
        agent.ask("detach", Map.of("force", Boolean.toString(force)));
        here.out().println(Target.name(jvm) + " is detached: its classes are as they were");
        return 0;
    }
}
