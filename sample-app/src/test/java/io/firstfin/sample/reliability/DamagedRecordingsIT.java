package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.SmallJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recordings whose bytes were changed by chance: each is reported as far as it goes, or refused in one line,
 * in 256 MB and without an end of its own kind. {@code -Dreliability.seed=N} begins with that seed.
 */
@Execution(ExecutionMode.CONCURRENT)
class DamagedRecordingsIT {
    private static final int RECORDINGS =
            Integer.getInteger("reliability.recordings", ReliabilityDocument.LONG ? 5_000 : 200);
    private static final long SEED =
            Long.getLong("reliability.seed", ReliabilityDocument.LONG ? System.currentTimeMillis() : 1);
    /** A limit for a build that would else never end; each recording has one of its own. */
    private static final long PATIENCE_HOURS = ReliabilityDocument.LONG ? 6 : 1;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Trial.DAMAGED_RECORDINGS.jdks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void each_is_reported_as_far_as_it_goes_or_refused_in_one_line(Jdk jdk) throws Exception {
        Path recording = record(jdk);
        Path faults = Files.createDirectories(Path.of("target/damaged-recordings"));
        Process process = new ProcessBuilder(
                        jdk.java().toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-Dfirstfin.jar=" + FirstFin.jar().toAbsolutePath(),
                        "-cp",
                        testClasses().toString(),
                        DamagedReports.class.getName(),
                        recording.toString(),
                        Long.toString(SEED),
                        Integer.toString(RECORDINGS),
                        folder.toString(),
                        faults.toAbsolutePath().toString())
                .redirectOutput(folder.resolve("said").toFile())
                .redirectError(folder.resolve("warned").toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_HOURS, TimeUnit.HOURS))
                    .as("ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }

        List<String> said = Files.readAllLines(folder.resolve("said"));
        String done =
                said.stream().filter(line -> line.startsWith("DONE ")).findAny().orElse("");
        System.out.println(jdk + ", seed " + SEED + ", " + Files.size(recording) + " bytes: " + done);
        assertThat(said).as("seed " + SEED).noneMatch(line -> line.startsWith("FAULT"));
        assertThat(Files.readString(folder.resolve("warned"))).as("stderr").isEmpty();
        assertThat(process.exitValue()).as("exit code").isZero();
        assertThat(done).contains("ONE_BIT reported", "CUT refused", "HEADER refused");
        ReliabilityDocument.report(
                Trial.DAMAGED_RECORDINGS,
                "bits, bytes, blocks, sizes; every form of report, 256 MB of heap",
                jdk,
                String.format(
                        java.util.Locale.ROOT, "%,d recordings: each reported or refused in one line", RECORDINGS));
    }

    private Path record(Jdk jdk) throws Exception {
        try (SmallJvm jvm =
                SmallJvm.startIn(new Namespace(40_000, 49_999).entry(), List.of(), jdk, folder, SmallTraffic.class)) {
            jvm.awaitEnd();
            return jvm.recording();
        }
    }

    private static Path testClasses() {
        return Path.of(System.getProperty("sample.classes")).resolveSibling("test-classes");
    }
}
