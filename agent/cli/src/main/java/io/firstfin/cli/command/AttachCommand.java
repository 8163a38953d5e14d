package io.firstfin.cli.command;

import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.jvm.JvmProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Weaves FirstFin into a running JVM, to stay there. */
@Command(
        name = "attach",
        description = {
            "Weaves FirstFin into a running JVM, to stay there.",
            "From then on any JFR recording in that JVM can hold its events, until detach. Attaching twice changes"
                    + " nothing.",
            ""
        },
        footer = {
            "",
            "JDK 21 and later print a warning on the JVM's stderr when an agent is loaded while it runs. A JVM that was"
                    + " started with -XX:+EnableDynamicAgentLoading does not."
        })
final class AttachCommand implements Callable<Integer> {
    private final Surroundings here;

    @Mixin
    private Target target;

    AttachCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        JvmProcess jvm = target.find(here);
        AgentAnswer answer = here.agentIn(jvm).ask("attach");
        here.out()
                .println(Target.name(jvm)
                        + (answer.alreadyAttached() ? " was attached already" : " is attached")
                        + ": woven " + AgentStatus.words(answer.text("woven"))
                        + "; kernel source " + AgentStatus.source(answer));
        return 0;
    }
}
