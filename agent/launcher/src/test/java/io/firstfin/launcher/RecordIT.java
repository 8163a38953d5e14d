package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.launcher.Forks.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code record} among others: closes that go on, a second one, a detach, a user who is in a hurry. */
class RecordIT {

    private static final int ROUNDS = 3;
    private static final int FILTERS_SINCE = 19;

    /** The report of a few seconds in which each connection has a port of its own takes a while. */
    private static final int SECONDS = 180;

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void every_close_of_a_recording_has_its_word_from_the_kernel(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            for (int round = 0; round < ROUNDS; round++) {
                Process record = startRecord(forks, home, victim, "--force");
                try {
                    terminate(record);
                    assertThat(record.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
                } finally {
                    record.destroyForcibly();
                }
                assertThat(record.exitValue()).as(err()).isZero();

                Set<String> closed = connections("firstfin.Close");
                Set<String> asked = connections("firstfin.KernelState");
                assertThat(closed).isNotEmpty();
                assertThat(missingFrom(asked, closed))
                        .as("without the kernel's word")
                        .isEmpty();
                assertThat(missingFrom(closed, asked)).as("without their close").isEmpty();
                assertThat(connections("firstfin.AgentStatus"))
                        .as("how FirstFin was, of a recording shorter than the period of that event")
                        .isNotEmpty();
                LastWords words = LastWords.read(output());
                System.out.println(home + ": " + words);
                words.areThoseOfBothEnds();
            }
            isAsBefore(victim);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_detach_or_a_second_record_is_refused_and_the_first_goes_on(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            Process record = startRecord(forks, home, victim);
            try {
                Ended detach = forks.firstfin(home, "detach", victim.pid());
                assertThat(detach.exit()).isEqualTo(1);
                assertThat(detach.err()).hasSize(1);
                assertThat(detach.err().get(0)).contains("could not detach: somebody records it: wait", "--force");

                Ended second = forks.firstfin(
                        home,
                        "record",
                        victim.pid(),
                        "--output",
                        folder.resolve("second.jfr").toString());
                assertThat(second.exit()).isEqualTo(1);
                assertThat(second.err()).hasSize(2);
                assertThat(second.err().get(1)).contains("could not start recording: somebody records it already");

                terminate(record);
                assertThat(record.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            } finally {
                record.destroyForcibly();
            }
            assertThat(err()).contains("Wrote " + output());
            assertThat(record.exitValue()).isZero();
            assertThat(connections("firstfin.Close")).isNotEmpty();
            isAsBefore(victim);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_record_that_a_detach_has_ended_by_force_says_so(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            Process record = startRecord(forks, home, victim);
            try {
                assertThat(forks.firstfin(home, "detach", victim.pid(), "--force")
                                .exit())
                        .isZero();
                assertThat(record.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            } finally {
                record.destroyForcibly();
            }
            assertThat(record.exitValue()).isEqualTo(1);
            assertThat(err())
                    .contains("firstfin: the recording of JVM " + victim.pid()
                            + " is lost: somebody detached FirstFin from the JVM by force");
            isAsBefore(victim);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void who_attached_meanwhile_stays_attached(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            Process record = startRecord(forks, home, victim);
            try {
                assertThat(forks.firstfin(home, "attach", victim.pid()).exit()).isZero();
                terminate(record);
                assertThat(record.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            } finally {
                record.destroyForcibly();
            }
            assertThat(victim.ask("bridge calls")).contains("closing");
            assertThat(forks.firstfin(home, "detach", victim.pid()).exit()).isZero();
            isAsBefore(victim);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_command_line_that_is_ended_at_once_leaves_nothing(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            Process record = startRecord(forks, home, victim);
            try {
                terminate(record);
                while (record.isAlive()) {
                    terminate(record);
                }
            } finally {
                record.destroyForcibly();
            }
            isAsBefore(victim);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void so_does_one_that_is_killed(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            Process record = startRecord(forks, home, victim);
            record.destroyForcibly().waitFor();

            isAsBefore(victim);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_jvm_that_is_told_to_end_leaves_its_recording(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            // not by Process, which closes its stdin, too: at the end of that it ends by itself
            leavesItsRecording(
                    forks, home, victim, () -> victim.process().toHandle().destroy());
            assertThat(victim.process().exitValue()).isEqualTo(128 + 15);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void so_does_one_that_exits(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            leavesItsRecording(forks, home, victim, () -> victim.say("exit"));
            assertThat(victim.process().exitValue()).isEqualTo(3);
        }
    }

    private void leavesItsRecording(Forks forks, Path home, Victim victim, Act end) throws Exception {
        Process record = startRecord(forks, home, victim);
        try {
            end.act();
            assertThat(record.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            record.destroyForcibly();
        }
        assertThat(err())
                .contains(
                        "ended early, after ",
                        "It ended early: JVM " + victim.pid() + " ended, and left what it had recorded until then.",
                        "Wrote " + output());
        assertThat(record.exitValue()).isZero();
        // what is open at the end has no state after its close yet: the kernel closes it later
        Set<String> closed = closesByCode();
        assertThat(closed).isNotEmpty();
        assertThat(missingFrom(connections("firstfin.KernelState"), closed)).isEmpty();
        assertThat(victim.process().waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(victim.stderr()).noneMatch(line -> line.contains("FirstFin"));
        assertThat(leftInTmp(victim)).as("left in /tmp").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void one_that_is_killed_leaves_a_clear_line_and_no_file(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            Process record = startRecord(forks, home, victim);
            victim.process().destroyForcibly().waitFor();
            assertThat(record.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();

            assertThat(record.exitValue()).isEqualTo(1);
            assertThat(err())
                    .contains("firstfin: JVM " + victim.pid() + " ended while it was"
                            + " recorded, and the recording with it: it was killed (SIGKILL");
            assertThat(leftInTmp(victim)).as("left in /tmp").isEmpty();
            assertThat(output()).doesNotExist();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void nothing_is_left_where_both_are_killed(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            Process record = startRecord(forks, home, victim);
            record.destroyForcibly();
            victim.process().destroyForcibly();
            record.waitFor();
            victim.process().waitFor();
            assertThat(leftInTmp(victim)).as("left in /tmp").isEmpty();
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.endsWith(".part") || name.endsWith(".jfr"));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_recording_of_others_that_wants_our_events_keeps_us_there(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            Process record = startRecord(forks, home, victim);
            try {
                victim.ask("record");
                terminate(record);
                assertThat(record.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            } finally {
                record.destroyForcibly();
            }
            assertThat(record.exitValue()).as(err()).isZero();
            assertThat(err()).containsPattern("FirstFin stays in the JVM: JFR recording \\d+ \"");

            assertThat(forks.firstfin(home, "status", victim.pid()).out())
                    .anyMatch(line -> line.matches("  recording +yes: JFR recording \\d+ \".*\""));
            Ended refused = forks.firstfin(home, "detach", victim.pid());
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err())
                    .singleElement()
                    .asString()
                    .contains(
                            "could not detach: JFR recording ",
                            "wants FirstFin's events",
                            "jcmd PID JFR.stop",
                            "--force");
            victim.ask("stop " + folder.resolve("others.jfr"));
            assertThat(connections(folder.resolve("others.jfr"), "firstfin.Close"))
                    .isNotEmpty();
            assertThat(forks.firstfin(home, "detach", victim.pid()).exit()).isZero();
            isAsBefore(victim);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void what_another_recording_asked_for_is_left_out_or_told_of(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            victim.ask("profile");
            Process record = startRecord(forks, home, victim);
            try {
                terminate(record);
                assertThat(record.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            } finally {
                record.destroyForcibly();
            }

            assertThat(record.exitValue()).as(err()).isZero();
            boolean told = err().contains("holds its events");
            boolean secret = new String(Files.readAllBytes(output()), StandardCharsets.ISO_8859_1)
                    .contains(System.getenv("PATH"));
            boolean filters = Jdks.feature(home) >= FILTERS_SINCE;
            assertThat(told).as("told").isNotEqualTo(filters);
            assertThat(secret).as("environment variables").isNotEqualTo(filters);
            assertThat(connections("jdk.InitialEnvironmentVariable").isEmpty()).isEqualTo(filters);
            assertThat(connections("firstfin.Close")).isNotEmpty();
            victim.ask("stop");
            isAsBefore(victim);
        }
    }

    /** Comes back when the victim has opened and closed connections in the recording, and nothing is in /tmp. */
    private Process startRecord(Forks forks, Path home, Victim victim, String... options) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("record", victim.pid(), "--duration", "10m", "--output", output().toString()));
        arguments.addAll(List.of(options));
        Process record = forks.startFirstfin(home, folder.resolve("err"), arguments.toArray(new String[0]));
        victim.shows("threads", "firstfin-guard");
        awaitNoFileInTmp(victim);
        victim.worksOn();
        return record;
    }

    private static void terminate(Process process) {
        process.destroy();
    }

    private Path output() {
        return folder.resolve("out.jfr");
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private static void isAsBefore(Victim victim) throws Exception {
        victim.becomes("threads", "[]");
        // brings the probe, which counts classes
        victim.classes();
        victim.becomes("bridge calls", "[]");
        victim.becomes("isolated classes", "0");
        victim.worksOn();
        assertThat(leftInTmp(victim)).as("left in /tmp").isEmpty();
    }

    /** The command line removes the name of the file once it has the agent's answer. */
    private static void awaitNoFileInTmp(Victim victim) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!leftInTmp(victim).isEmpty()) {
            assertThat(System.nanoTime() - deadline)
                    .as("in /tmp while it records")
                    .isNegative();
            victim.worksOn();
        }
    }

    private static List<String> leftInTmp(Victim victim) throws IOException {
        try (Stream<Path> temp = Files.list(Path.of("/tmp"))) {
            return temp.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("firstfin-" + victim.pid() + "-"))
                    .toList();
        }
    }

    private static Set<String> missingFrom(Set<String> those, Set<String> these) {
        Set<String> missing = new HashSet<>(these);
        missing.removeAll(those);
        return missing;
    }

    private Set<String> closesByCode() throws IOException {
        Set<String> connections = new HashSet<>();
        try (RecordingFile file = new RecordingFile(output())) {
            while (file.hasMoreEvents()) {
                RecordedEvent next = file.readEvent();
                if (next.getEventType().getName().equals("firstfin.Close")
                        && !"EXIT".equals(next.getString("trigger"))) {
                    connections.add(next.getString("connection"));
                }
            }
        }
        return connections;
    }

    private Set<String> connections(String event) throws IOException {
        return connections(output(), event);
    }

    private static Set<String> connections(Path recording, String event) throws IOException {
        Set<String> connections = new HashSet<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent next = file.readEvent();
                if (next.getEventType().getName().equals(event)) {
                    connections.add(next.hasField("connection") ? next.getString("connection") : "none");
                }
            }
        }
        return connections;
    }

    private interface Act {
        void act() throws Exception;
    }
}
