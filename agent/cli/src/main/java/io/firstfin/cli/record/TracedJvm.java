package io.firstfin.cli.record;

import io.firstfin.cli.attach.AgentAnswer;
import io.firstfin.cli.attach.RecordingNews;
import java.util.Map;

/**
 * A JVM as a recording needs it: its agent carries out commands, and the JVM may end meanwhile.
 */
public interface TracedJvm {
    long pid();

    boolean alive();

    /** Throws a {@link io.firstfin.cli.message.Failure} when the agent could not. */
    AgentAnswer ask(String command, Map<String, String> more);

    /** What became of a recording; throws a {@link io.firstfin.cli.message.Failure} when it cannot be told. */
    RecordingNews news(String recording);
}
