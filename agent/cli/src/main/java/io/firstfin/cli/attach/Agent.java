package io.firstfin.cli.attach;

import io.firstfin.cli.jvm.JavaRelease;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcessStatus;
import io.firstfin.cli.message.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/** Sends commands to the agent inside one JVM. */
public final class Agent {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Weaving a busy JVM on a throttled CPU, or dumping a long recording, takes its time. */
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(60);

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    /** Commands in words, where the command itself is none. */
    private static final Map<String, String> WORDS = Map.of(
            "record-start", "start recording",
            "record-stop", "end the recording",
            "record-cancel", "drop the recording");

    private static final Set<String> TAKING_MEMORY = Set.of("attach", "record-start");
    private static final Duration COLLECTION_PATIENCE = Duration.ofSeconds(1);
    private final JvmProcess jvm;
    private final HotSpotJvm hotSpot;
    private final JarPlacement placement;
    private final Properties systemProperties;

    private Agent(JvmProcess jvm, JarPlacement placement) {
        this.jvm = jvm;
        this.hotSpot = new HotSpotJvm(jvm, PATIENCE);
        this.placement = placement;
        this.systemProperties = hotSpot.systemProperties();
    }

    /** The way to the agent in a JVM that is known to let us in; throws the reason when it is not. */
    public static Agent in(JvmProcess jvm, ProcessStatus ours, JarPlacement placement) {
        AttachChecks.require(jvm, ours);
        Agent agent = new Agent(jvm, placement);
        String version = agent.systemProperties.getProperty("java.version", "");
        if (JavaRelease.feature(version) < 17) {
            throw new Failure(AttachChecks.tooOld(jvm.pid(), version));
        }
        return agent;
    }

    /**
     * Whether the agent was brought into this JVM and has not said since that it left; found out without bringing it
     * there: a JVM without room for another class would be told of that on its stderr.
     */
    public boolean mayBeAttached() {
        Properties said = hotSpot.agentProperties();
        boolean brought = jvm.holdsOurJar()
                || said.containsKey(AgentAnswer.PROPERTY)
                || jvm.options().options().stream().anyMatch(option -> option.matches("-javaagent:.*firstfin.*"));
        return brought && !AgentAnswer.in(said).detached();
    }

    /** The JVM's system properties, as they were a moment ago: each question takes its time there. */
    public Properties systemProperties() {
        return systemProperties;
    }

    /** What the agent says of a recording, without a command. */
    public RecordingNews news(String recording) {
        return RecordingNews.of(recording, hotSpot.agentProperties());
    }

    public AgentAnswer ask(String command) {
        return ask(command, Map.of());
    }

    /** Has the agent carry out a command; an agent that could not is a failure with its own words. */
    public AgentAnswer ask(String command, Map<String, String> more) {
        if (TAKING_MEMORY.contains(command)) {
            requireMemory();
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        String jar = placement.pathFor(jvm, jvm.status().orElseThrow(this::ended));
        Map<String, String> request = new LinkedHashMap<>();
        request.put("command", command);
        request.put("jar", jar);
        request.put("id", id);
        request.putAll(more);
        HotSpotReply reply = hotSpot.loadAgent(jar, AgentMessage.encode(request), COMMAND_PATIENCE);
        AgentAnswer answer = await(id, reply);
        if (!answer.ok()) {
            throw new Failure("the agent in JVM " + jvm.pid() + " could not " + WORDS.getOrDefault(command, command)
                    + ": " + answer.message());
        }
        return answer;
    }

    /** A heap that is full of what is dead may be collected any moment: so it is asked again. */
    private void requireMemory() {
        boolean attached = TracedState.of(jvm) == TracedState.YES;
        Deadline deadline = Deadline.in(COLLECTION_PATIENCE);
        Optional<String> refusal = hotSpot.memory().refusal(attached);
        while (refusal.isPresent() && !deadline.passed() && deadline.pause(200)) {
            refusal = hotSpot.memory().refusal(attached);
        }
        refusal.ifPresent(line -> {
            throw new Failure("cannot trace JVM " + jvm.pid() + ": " + line);
        });
    }

    private AgentAnswer await(String id, HotSpotReply reply) {
        Deadline deadline = Deadline.in(reply.agentCode() == 0 ? ANSWER_PATIENCE : Duration.ZERO);
        while (true) {
            Properties properties = hotSpot.agentProperties();
            AgentAnswer answer = AgentAnswer.in(properties);
            if (answer.answers(id)) {
                return answer;
            }
            if (deadline.passed() || !deadline.pause(50)) {
                throw new Failure(LoadFailure.line(
                        jvm.pid(), reply, systemProperties, hotSpot.memory().metaspaceIsUsedUp()));
            }
        }
    }

    private Failure ended() {
        return new Failure("JVM " + jvm.pid() + " has ended");
    }
}
