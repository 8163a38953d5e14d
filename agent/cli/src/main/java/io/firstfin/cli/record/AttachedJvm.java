package io.firstfin.cli.record;

import io.firstfin.cli.attach.Agent;
import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.attach.RecordingNews;
import io.firstfin.cli.jvm.JvmProcess;
import java.util.Map;
import java.util.Optional;

/** A JVM of this machine, reached through its attach listener. */
public final class AttachedJvm implements TracedJvm {
    private final JvmProcess process;
    private final Agent agent;
    private final Optional<String> startTime;

    public AttachedJvm(JvmProcess process, Agent agent) {
        this.process = process;
        this.agent = agent;
        this.startTime = process.startTime();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    /** Alive means this very process, not a later one that was given its pid. */
    @Override
    public boolean alive() {
        return process.exists() && process.startTime().equals(startTime);
    }

    @Override
    public AgentAnswer ask(String command, Map<String, String> more) {
        return agent.ask(command, more);
    }

    @Override
    public RecordingNews news(String recording) {
        return agent.news(recording);
    }
}
