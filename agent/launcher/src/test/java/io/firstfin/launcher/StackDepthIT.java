package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firstfin.launcher.Forks.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody records, and asks JFR for deeper stacks while it runs. JDK 17 and 18 then write beyond the buffers
 * of the threads that have recorded a stack: without a guard, attach and record end the JVM by SIGSEGV.
 */
class StackDepthIT {

    private static final int FIXED_IN = 19;
    private static final String RAISE = "JFR.configure stackdepth=128";
    private static final String SET_BACK = "JFR.configure stackdepth=64";

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    static Stream<Path> jdksWithoutTheFault() {
        return Jdks.homes().filter(home -> feature(home) >= FIXED_IN);
    }

    @Test
    void a_jvm_whose_next_deep_stack_could_end_it_is_left_alone_until_the_depth_is_set_back() throws Exception {
        Path home = oneWithTheFault();
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            victim.ask("profile");
            // gives the Attach Listener, which weaves, its buffer of 64 frames
            victim.classes();
            assertThat(victim.ask(RAISE)).contains("Stack depth: 128");

            isRefused(forks.firstfin(home, "attach", victim.pid()));
            isRefused(record(forks, home, victim));
            victim.worksOn();
            assertThat(victim.ask("bridge calls")).isEqualTo("[]");

            victim.ask(SET_BACK);
            succeeds(record(forks, home, victim));
            victim.worksOn();
            victim.ask("stop");
            victim.worksOn();
        }
    }

    @Test
    void where_the_agent_is_there_already_a_record_is_refused_and_detach_works() throws Exception {
        Path home = oneWithTheFault();
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            victim.ask("profile");
            succeeds(forks.firstfin(home, "attach", victim.pid()));
            victim.ask(RAISE);

            isRefused(record(forks, home, victim));
            succeeds(forks.firstfin(home, "detach", victim.pid()));
            victim.ask("stop");
            victim.worksOn();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdksWithoutTheFault")
    void a_jvm_that_ignores_the_change_is_recorded(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            victim.ask("profile");
            victim.classes();
            assertThat(victim.ask(RAISE)).contains("Stack depth: 64");

            succeeds(record(forks, home, victim));
            victim.worksOn();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_depth_that_the_jvm_was_started_with_is_no_hindrance(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home, "-Xmx128m", "-XX:FlightRecorderOptions=stackdepth=128")) {
            victim.ask("profile");
            victim.classes();

            succeeds(record(forks, home, victim));
            victim.worksOn();
        }
    }

    private Path oneWithTheFault() {
        Optional<Path> home =
                Jdks.homes().filter(any -> feature(any) < FIXED_IN).findFirst();
        if (home.isEmpty()) {
            System.out.println("skipped: no JDK older than " + FIXED_IN + " is installed here");
        }
        assumeTrue(home.isPresent(), "no JDK older than " + FIXED_IN + " is installed here");
        return home.get();
    }

    private static int feature(Path home) {
        try {
            return Jdks.feature(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ended record(Forks forks, Path home, Victim victim) throws Exception {
        return forks.firstfin(
                home,
                "record",
                victim.pid(),
                "--force",
                "--duration",
                "2s",
                "--output",
                folder.resolve("out.jfr").toString());
    }

    private static void succeeds(Ended command) {
        assertThat(command.exit()).as(command.toString()).isZero();
    }

    private static void isRefused(Ended command) {
        assertThat(command.exit()).as(command.toString()).isEqualTo(1);
        assertThat(command.err())
                .filteredOn(line -> line.startsWith("firstfin:"))
                .singleElement()
                .asString()
                .contains("JFR's stack depth was raised to 128", "jcmd PID JFR.configure stackdepth=64");
    }
}
