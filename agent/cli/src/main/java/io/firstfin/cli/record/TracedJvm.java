package io.firstfin.cli.record;

import io.firstfin.cli.attach.Agent;
import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.attach.RecordingNews;
import io.firstfin.cli.jvm.JvmProcess;
import java.util.Map;
import java.util.Optional;

/** A JVM as a recording needs it: its agent carries out commands, and the JVM may end meanwhile. */
public final class TracedJvm {
    private final JvmProcess process;
    private final Agent agent;
    private final Optional<String> startTime;

    public TracedJvm(JvmProcess process, Agent agent) {
        this.process = process;
        this.agent = agent;
        this.startTime = process.startTime();
    }

    long pid() {
        return process.pid();
    }

    /** Alive means this very process, not a later one that was given its pid. */
    boolean alive() {
        return process.exists() && process.startTime().equals(startTime);
    }

    /** Throws a {@link io.firstfin.cli.message.Failure} when the agent could not. */
    AgentAnswer ask(String command, Map<String, String> more) {
        return agent.ask(command, more);
    }

    /** What became of a recording; throws a {@link io.firstfin.cli.message.Failure} when it cannot be told. */
    RecordingNews news(String recording) {
        return agent.news(recording);
    }
}
