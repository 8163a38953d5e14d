package io.firstfin.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.cli.jvm.JavaRelease;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcFs;
import io.firstfin.cli.message.Failure;
import io.firstfin.cli.victim.Jdks;
import io.firstfin.cli.victim.Victim;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HotSpotJvmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Stream<Path> homes() {
        return Jdks.homes();
    }

    @ParameterizedTest
    @MethodSource("homes")
    void tells_properties_and_version_and_the_jvm_prints_nothing(Path home) throws IOException {
        try (Victim victim = Victim.start(home)) {
            HotSpotJvm jvm = new HotSpotJvm(victim.jvm(), PATIENCE);
            assertThat(jvm.agentPropertiesIfAwake()).isEmpty();
            assertThat(jvm.agentProperties()).containsKey("sun.java.command");
            assertThat(jvm.agentPropertiesIfAwake()).isPresent();
            String version = jvm.systemProperties().getProperty("java.version");
            assertThat(version)
                    .isEqualTo(victim.jvm().release().map(JavaRelease::version).get());
            assertThat(jvm.jcmd("VM.version")).contains(version);
            assertThat(victim.outputAfterEnd()).isEmpty();
        }
    }

    /** Its sockets go first. */
    @Test
    @Timeout(60)
    void a_jvm_that_closes_the_connection_because_it_ends_has_ended() throws Exception {
        Process dying = new ProcessBuilder("sleep", "60").start();
        Path socket = Path.of("/tmp/.java_pid" + dying.pid());
        // a JVM that had this number was killed
        Files.deleteIfExists(socket);
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Thread end = new Thread(() -> closeThenEnd(listener, dying));
            end.start();
            JvmProcess jvm = new JvmProcess(ProcFs.system(), dying.pid());
            assertThatThrownBy(() -> new HotSpotJvm(jvm, PATIENCE).agentProperties())
                    .isInstanceOf(Failure.class)
                    .hasMessage("JVM " + dying.pid() + " has ended");
            end.join();
        } finally {
            dying.destroyForcibly();
            Files.deleteIfExists(socket);
        }
    }

    private static void closeThenEnd(ServerSocketChannel listener, Process dying) {
        try {
            listener.accept().close();
            Thread.sleep(300);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            dying.destroyForcibly();
        }
    }

    @Test
    void a_jvm_that_would_die_of_the_signal_is_asked_without_it() throws IOException {
        try (Victim victim = Victim.start(Path.of(System.getProperty("java.home")), "-Xrs")) {
            assertThat(new HotSpotJvm(victim.jvm(), PATIENCE).agentProperties()).isNotEmpty();
            assertThat(victim.process().isAlive()).isTrue();
        }
    }

    @Test
    void what_forbids_an_attach_is_known_before_the_jvm_is_touched() throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        try (Victim victim = Victim.start(home, "-XX:+DisableAttachMechanism");
                Victim withoutJfr = Victim.start(home, "--limit-modules", "java.base,java.instrument")) {
            assertThat(obstacles(victim))
                    .containsExactly("JVM " + victim.pid() + " was started"
                            + " with -XX:+DisableAttachMechanism: restart it without, or with"
                            + " -javaagent:firstfin.jar");
            assertThat(obstacles(withoutJfr))
                    .containsExactly("JVM " + withoutJfr.pid() + " runs"
                            + " without the module jdk.jfr: use a runtime image that has it"
                            + " (jlink --add-modules jdk.jfr)");
        }
    }

    private static List<String> obstacles(Victim victim) {
        return AttachChecks.obstacles(
                victim.jvm(),
                new JvmProcess(ProcFs.system(), ProcFs.system().self()).status().get());
    }
}
