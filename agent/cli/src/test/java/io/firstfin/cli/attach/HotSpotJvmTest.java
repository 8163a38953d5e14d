package io.firstfin.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.cli.jvm.JavaRelease;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcFs;
import io.firstfin.cli.victim.Jdks;
import io.firstfin.cli.victim.Victim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
            assertThat(version).isEqualTo(victim.jvm().release().map(JavaRelease::version).get());
            assertThat(jvm.jcmd("VM.version")).contains(version);
            assertThat(victim.outputAfterEnd()).isEmpty();
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
                Victim withoutJfr = Victim.start(home,
                        "--limit-modules", "java.base,java.instrument")) {
            assertThat(obstacles(victim)).containsExactly("JVM " + victim.pid() + " was started"
                    + " with -XX:+DisableAttachMechanism: restart it without, or with"
                    + " -javaagent:firstfin.jar");
            assertThat(obstacles(withoutJfr)).containsExactly("JVM " + withoutJfr.pid() + " runs"
                    + " without the module jdk.jfr: use a runtime image that has it"
                    + " (jlink --add-modules jdk.jfr)");
        }
    }

    private static List<String> obstacles(Victim victim) {
        return AttachChecks.obstacles(victim.jvm(), new JvmProcess(
                ProcFs.system(), ProcFs.system().self()).status().get());
    }
}
