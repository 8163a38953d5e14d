package io.firstfin.cli.attach;

import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.MemoryRoom;
import io.firstfin.cli.message.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** The requests that every HotSpot JVM answers. Each failure is reported in one line. */
public final class HotSpotJvm {
    private static final Duration DYING = Duration.ofSeconds(2);
    private final JvmProcess jvm;
    private final AttachListener listener;
    private final Duration patience;

    public HotSpotJvm(JvmProcess jvm, Duration patience) {
        this.jvm = jvm;
        this.listener = new AttachListener(jvm);
        this.patience = patience;
    }

    /** The agent properties, empty while the attach listener is asleep: asking leaves no trace at all. */
    public Optional<Properties> agentPropertiesIfAwake() {
        return exchange(patience, deadline -> {
            Optional<SocketChannel> awake = listener.connect(deadline);
            if (awake.isEmpty()) {
                return Optional.empty();
            }
            try (SocketChannel connection = awake.get()) {
                return Optional.of(
                        properties("agentProperties", HotSpotSocket.ask(connection, deadline, "agentProperties")));
            }
        });
    }

    public Properties agentProperties() {
        return properties("agentProperties");
    }

    public Properties systemProperties() {
        return properties("properties");
    }

    /** The output of a diagnostic command such as {@code VM.version}. */
    public String jcmd(String command) {
        HotSpotReply reply = ask(patience, "jcmd", command);
        if (reply.code() != 0) {
            throw new Failure("JVM " + jvm.pid() + " refused " + command + ": " + reply.firstLine());
        }
        return reply.text();
    }

    /** What memory it has left; asking takes none of it. */
    public MemoryRoom memory() {
        return MemoryRoom.of(jcmd("VM.metaspace basic"), jcmd("GC.heap_info"), jcmd("VM.flags"));
    }

    /** Loads a Java agent; the answer tells how its {@code agentmain} ended. */
    public HotSpotReply loadAgent(String jar, String options, Duration wait) {
        return ask(wait, "load", "instrument", "false", jar + "=" + options);
    }

    private Properties properties(String command) {
        return properties(command, ask(patience, command));
    }

    private Properties properties(String command, HotSpotReply reply) {
        if (reply.code() != 0) {
            throw new Failure("JVM " + jvm.pid() + " does not tell its " + command + ": " + reply.firstLine());
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(reply.text()));
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(
                    "JVM " + jvm.pid() + " answered " + command + " in a form that is not known; is it a HotSpot JVM of"
                            + " version 17 or later?",
                    e);
        }
        return properties;
    }

    private HotSpotReply ask(Duration wait, String command, String... arguments) {
        return exchange(wait, deadline -> {
            try (SocketChannel connection = listener.awaken(deadline)) {
                return HotSpotSocket.ask(connection, deadline, command, arguments);
            }
        });
    }

    private <T> T exchange(Duration wait, Exchange<T> exchange) {
        try {
            return exchange.until(Deadline.in(wait));
        } catch (AttachTimeout e) {
            throw new Failure(
                    jvm.status()
                            .flatMap(status -> AttachChecks.stopped(jvm.pid(), status))
                            .orElse("JVM " + jvm.pid() + " did not answer within " + wait.toSeconds()
                                    + " s: it may be frozen or starved of CPU; try again when it responds"),
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(
                    endsNow()
                            ? "JVM " + jvm.pid() + " has ended"
                            : "JVM " + jvm.pid() + " does not let us attach (" + e.getMessage()
                                    + "): run as its own user, inside its container if that has its own users",
                    e);
        }
    }

    /** A JVM that ends closes its sockets some time before the kernel shows it as ended. */
    private boolean endsNow() {
        Deadline deadline = Deadline.in(DYING);
        while (jvm.exists() && !deadline.passed() && deadline.pause(10)) {
            continue;
        }
        return !jvm.exists();
    }

    /** Something that is asked of the attach listener and answered before a deadline. */
    @FunctionalInterface
    private interface Exchange<T> {
        T until(Deadline deadline) throws IOException;
    }
}
