package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.launcher.Forks.Ended;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that interrupts every thread of its JVM, and every group of threads. */
class InterruptsIT {

    private static final long MEASURED_MILLIS = 3_000;

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void whoever_interrupts_everybody_neither_ends_our_threads_nor_keeps_them_busy(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            command(forks, home, "attach", victim);
            victim.ask("record");
            victim.worksOn();
            victim.ask("hold");
            double undisturbed = ownShareOfACore(victim);
            for (int i = 0; i < 3; i++) {
                victim.ask("interrupt everybody");
            }
            double interrupted = ownShareOfACore(victim);
            System.out.printf(
                    "%s: our threads took %.2f %% of a core, interrupted %.2f %%%n",
                    home, undisturbed * 100, interrupted * 100);
            assertThat(interrupted).isLessThan(undisturbed + 0.01);

            victim.ask("go on");
            victim.ask("interrupt everybody");
            victim.worksOn();
            Path recording = folder.resolve("interrupted.jfr");
            victim.ask("stop " + recording);
            LastWords.read(recording).areThoseOfBothEnds();
            assertThat(victim.ask("threads")).contains("firstfin-settler", "firstfin-blackbox");
            command(forks, home, "detach", victim);
            victim.becomes("threads", "[]");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_record_goes_on_to_its_end_while_everybody_is_interrupted(Path home) throws Exception {
        Forks forks = new Forks(folder);
        try (Victim victim = new Victim(forks, home)) {
            victim.ask("interrupt everybody");
            Path file = folder.resolve("record.jfr");
            Path err = folder.resolve("record.err");
            Process record = forks.startFirstfin(
                    home, err, "record", victim.pid(), "--duration", "3s", "--output", file.toString());
            try {
                victim.shows("threads", "firstfin-guard");
                while (record.isAlive()) {
                    victim.ask("interrupt everybody");
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            } finally {
                record.destroyForcibly().waitFor();
            }
            assertThat(record.exitValue()).as(Files.readString(err)).isZero();
            LastWords.read(file).areThoseOfBothEnds();
            victim.worksOn();
        }
    }

    private static void command(Forks forks, Path home, String name, Victim victim) throws Exception {
        Ended ended = forks.firstfin(home, name, victim.pid());
        assertThat(ended.exit()).as(ended.toString()).isZero();
    }

    private static double ownShareOfACore(Victim victim) throws Exception {
        long before = ownCpuNanos(victim);
        long begin = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(MEASURED_MILLIS);
        return (double) (ownCpuNanos(victim) - before) / (System.nanoTime() - begin);
    }

    /** As the kernel counts it for the threads of our name. */
    private static long ownCpuNanos(Victim victim) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", victim.pid(), "task"))) {
            for (Path task : tasks) {
                try {
                    if (Files.readString(task.resolve("comm")).startsWith("firstfin-")) {
                        sum += Long.parseLong(
                                Files.readString(task.resolve("schedstat")).split(" ")[0]);
                    }
                } catch (NoSuchFileException endedMeanwhile) {
                    continue;
                }
            }
        }
        return sum;
    }
}
