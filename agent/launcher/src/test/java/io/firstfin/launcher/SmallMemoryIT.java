package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.launcher.Forks.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs with little memory: tracing takes some of it, and without that the application would fail. */
class SmallMemoryIT {

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_metaspace_too_small_is_refused_before_the_jvm_is_touched(Path home) throws Exception {
        isRefused(home, "of metaspace left", "-Xmx128m", "-XX:MaxMetaspaceSize=14m");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void so_is_a_heap_too_small(Path home) throws Exception {
        isRefused(home, "of heap left", "-Xmx9m", "-XX:+UseSerialGC");
    }

    /**
     * Since JDK 18 the JDK itself makes classes to call an agent's entry, so that no command may come in
     * any more: that is then said, and the next one comes in.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void whoever_came_can_leave_as_soon_as_the_jdk_lets_a_command_in(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home, "-Xmx128m", "-XX:MaxMetaspaceSize=40m")) {
            assertThat(forks.firstfin(home, "attach", victim.pid()).exit()).isZero();
            victim.worksOn();
            usesUpItsMetaspace(home, victim);

            Ended status = forks.firstfin(home, "status", victim.pid());
            if (status.exit() != 0) {
                isNotLetIn(home, victim, status);
            }
            Ended detach = forks.firstfin(home, "detach", victim.pid());
            System.out.println(home + ": detach without metaspace: " + detach);
            if (detach.exit() != 0) {
                isNotLetIn(home, victim, detach);
                victim.worksOn();
                assertThat(victim.ask("give back metaspace")).isEqualTo("given back");
                detach = forks.firstfin(home, "detach", victim.pid());
            }
            assertThat(detach.exit()).as("%s, %s", detach, victim.stderr()).isZero();
            isLeft(forks, home, victim);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void whoever_records_leaves_by_itself_without_any_metaspace(Path home) throws Exception {
        Forks forks = new Forks(folder);
        Path file = folder.resolve("lost.jfr");
        Path said = folder.resolve("record.err");
        try (Victim victim = new Victim(forks, home, "-Xmx128m", "-XX:MaxMetaspaceSize=48m")) {
            Process record = forks.startFirstfin(
                    home, said, "record", victim.pid(), "--duration", "10m", "--output", file.toString());
            try {
                victim.shows("threads", "firstfin-guard");
                usesUpItsMetaspace(home, victim);
            } finally {
                record.destroyForcibly().waitFor();
            }
            isLeft(forks, home, victim);
        }
    }

    private static void usesUpItsMetaspace(Path home, Victim victim) throws Exception {
        // what the application itself needs for its answers is there before
        victim.ask("threads");
        System.out.println(home + ": classes until it is used up: " + victim.ask("use up metaspace"));
    }

    private static void isNotLetIn(Path home, Victim victim, Ended command) throws Exception {
        assertThat(Jdks.feature(home)).as("%s, %s", command, victim.stderr()).isGreaterThan(17);
        assertThat(command.exit()).isEqualTo(1);
        assertThat(command.err())
                .singleElement()
                .asString()
                .startsWith("firstfin: JVM " + victim.pid() + " has used up its metaspace");
    }

    private static void isLeft(Forks forks, Path home, Victim victim) throws Exception {
        victim.becomes("threads", "[]");
        Ended status = forks.firstfin(home, "status", victim.pid());
        assertThat(status.out()).singleElement().asString().endsWith(": not attached");
        victim.worksOn();
    }

    private void isRefused(Path home, String why, String... options) throws Exception {
        Forks forks = new Forks(folder);
        Path file = folder.resolve("none.jfr");
        try (Victim victim = new Victim(forks, home, options)) {
            for (Ended ended : new Ended[] {
                forks.firstfin(home, "attach", victim.pid()),
                forks.firstfin(home, "record", victim.pid(), "--output", file.toString())
            }) {
                assertThat(ended.exit()).isEqualTo(1);
                assertThat(ended.err())
                        .filteredOn(line -> line.startsWith("firstfin:"))
                        .singleElement()
                        .asString()
                        .startsWith("firstfin: cannot trace JVM " + victim.pid() + ": it has only ")
                        .contains(why);
            }
            assertThat(Files.exists(file)).isFalse();
            assertThat(victim.ask("doors")).as("agents on the class path").isEqualTo("0");
            victim.worksOn();
            assertThat(victim.stderr()).isEmpty();
        }
    }
}
