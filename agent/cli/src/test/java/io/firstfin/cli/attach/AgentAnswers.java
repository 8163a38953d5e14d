package io.firstfin.cli.attach;

import io.firstfin.cli.jvm.JvmProcess;
import java.time.Duration;

/** Looks at what the agent in a JVM said last. */
public final class AgentAnswers {
    private AgentAnswers() {}

    public static AgentAnswer last(JvmProcess jvm) {
        return AgentAnswer.in(new HotSpotJvm(jvm, Duration.ofSeconds(60)).agentProperties());
    }
}
