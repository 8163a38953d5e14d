package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firstfin.launcher.Forks.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JFR ends a JVM in which it cannot write. It must not come to that, in a JVM whose temporary
 * directory is a small disk of its own.
 */
class FullDiskIT {

    private static final int MEGABYTES = 96;
    private static final int TOO_FEW = 40;

    @TempDir
    private Path folder;

    private Path disk;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @BeforeEach
    void needsADisk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        String reason = Forks.noSmallDisk(disk);
        if (reason != null) {
            System.out.println("Full disks are not tested: " + reason);
        }
        assumeTrue(reason == null, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void where_there_is_too_little_room_nothing_is_started(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = Victim.onSmallDisk(forks, home, disk, MEGABYTES)) {
            for (String left : new String[] {"40", "0"}) {
                victim.ask("leave " + left);

                Ended ended = record(forks, home, victim, "1s");

                assertThat(ended.exit()).as(ended.toString()).isEqualTo(1);
                assertThat(ended.err()).hasSize(1);
                assertThat(ended.err().get(0))
                        .startsWith("firstfin: cannot record JVM " + victim.pid())
                        .contains("only " + left + " MB are free in " + disk)
                        .endsWith("make room for 48 MB");
                assertThat(victim.ask("threads")).isEqualTo("[]");
                assertThat(victim.stderr()).isEmpty();
                victim.worksOn();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_recording_ends_before_the_disk_is_full_and_is_reported(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = Victim.onSmallDisk(forks, home, disk, MEGABYTES)) {
            Path err = folder.resolve("record.err");
            Process record = forks.startFirstfin(
                    home,
                    err,
                    "record",
                    victim.pid(),
                    "--duration",
                    "10m",
                    "--output",
                    folder.resolve("out.jfr").toString());
            try {
                victim.shows("threads", "firstfin-guard");
                victim.worksOn();
                victim.ask("leave 20");

                assertThat(record.waitFor(240, TimeUnit.SECONDS)).isTrue();
            } finally {
                record.destroyForcibly();
            }
            assertThat(err)
                    .content()
                    .contains("ended early, after ")
                    .containsPattern("It ended early: only [23]\\d MB were left in " + disk)
                    .contains("Wrote " + folder.resolve("out.jfr"));
            assertThat(record.exitValue()).isZero();
            assertThat(victim.ask("threads")).isEqualTo("[]");
            victim.worksOn();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_jvm_that_records_itself_ends_that_early_and_says_so(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = Victim.onSmallDisk(forks, home, disk, MEGABYTES, "-javaagent:" + Forks.JAR + "=record")) {
            victim.shows("threads", "firstfin-guard");
            victim.worksOn();

            victim.ask("leave 20");

            victim.becomes("guarded", "false");
            assertThat(victim.stderr()).hasSize(1);
            assertThat(victim.stderr().get(0))
                    .matches("FirstFin ended its recording early: only [23]\\d MB were left in .*");
            victim.worksOn();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_jvm_without_room_does_not_begin_to_record_itself(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = Victim.onSmallDisk(forks, home, disk, TOO_FEW, "-javaagent:" + Forks.JAR + "=record")) {
            assertThat(victim.stderr()).hasSize(1);
            assertThat(victim.stderr().get(0))
                    .matches("FirstFin does not record: only (39|40) MB are free in .*: make room for" + " 48 MB");
            victim.worksOn();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void attaching_takes_no_room_where_there_is_none(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = Victim.onSmallDisk(forks, home, disk, MEGABYTES)) {
            victim.ask("leave 0");
            List<String> before = victim.files(disk);

            Ended ended = forks.firstfin(home, "attach", victim.pid());

            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(victim.files(disk)).isEqualTo(before);
            victim.worksOn();
        }
    }

    private Ended record(Forks forks, Path home, Victim victim, String duration) throws Exception {
        return forks.firstfin(
                home,
                "record",
                victim.pid(),
                "--duration",
                duration,
                "--output",
                folder.resolve("out.jfr").toString());
    }
}
