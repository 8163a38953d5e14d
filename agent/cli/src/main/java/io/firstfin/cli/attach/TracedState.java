package io.firstfin.cli.attach;

import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.message.Failure;
import java.time.Duration;

/** Whether a JVM is traced, as far as this can be found out without waking its attach listener. */
public enum TracedState {
    YES("yes"),
    NO("no"),
    UNKNOWN("?");

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private final String text;

    TracedState(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The jar stays open after a detach, so where it is open the agent's last word decides. */
    public static TracedState of(JvmProcess jvm) {
        if (!jvm.open()) {
            return UNKNOWN;
        }
        if (!jvm.holdsOurJar()) {
            return NO;
        }
        HotSpotJvm hotSpot = new HotSpotJvm(jvm, PATIENCE);
        try {
            boolean detached = hotSpot.agentPropertiesIfAwake()
                    .map(properties -> AgentAnswer.in(properties).detached())
                    .orElse(false);
            return detached ? NO : YES;
        } catch (Failure e) {
            return UNKNOWN;
        }
    }
}
