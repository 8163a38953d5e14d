package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.launcher.Forks.Ended;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tracer that fails in every call, in a JVM whose socket classes are woven. */
class FaultsIT {

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void the_application_notices_nothing_and_every_close_is_ended(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            Ended attached = forks.firstfin(home, "attach", victim.pid());
            assertThat(attached.exit()).as(attached.toString()).isZero();

            Map<String, Integer> calls = new HashMap<>();
            String told = victim.ask("calls of a faulty tracer");
            for (String call : told.substring(1, told.length() - 1).split(", ")) {
                String[] parts = call.split("=");
                calls.put(parts[0], Integer.valueOf(parts[1]));
            }
            System.out.println(home + ": " + calls);
            assertThat(calls).containsKeys("closing", "closed", "connected", "accepted");
            assertThat(calls.get("closeEnded")).isEqualTo(calls.get("closed"));
            assertThat(calls.get("suppressed")).isPositive();
            victim.worksOn();
            assertThat(victim.stderr()).allMatch(line -> line.startsWith("WARNING: "));
        }
    }
}
