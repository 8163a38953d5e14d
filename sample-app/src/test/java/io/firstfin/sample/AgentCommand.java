package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.util.UUID;

/** Commands of the command line, without the time that it takes to start a JVM for each. */
public final class AgentCommand {
    private AgentCommand() {}

    /** Sends a command such as {@code attach}; fails unless the agent carried it out. */
    public static String run(long pid, String command) throws Exception {
        String id = UUID.randomUUID().toString();
        VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
        try {
            jvm.loadAgent(FirstFin.jar().toRealPath().toString(), "command=" + command + ";id=" + id);
            String answer = jvm.getAgentProperties().getProperty("io.firstfin.answer");
            assertThat(answer).as("answer to " + command).contains("id=" + id, "outcome=ok");
            return answer;
        } finally {
            jvm.detach();
        }
    }
}
