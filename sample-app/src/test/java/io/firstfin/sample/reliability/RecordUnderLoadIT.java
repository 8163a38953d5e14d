package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.AgentCommand;
import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command that people type in an outage, again and again, while a server works. */
@Execution(ExecutionMode.CONCURRENT)
class RecordUnderLoadIT {
    private static final int CYCLES = Integer.getInteger("reliability.cycles", ReliabilityDocument.LONG ? 100 : 2);
    /** Cycles after which nothing of coming and going is new any more to the JVM. */
    private static final int WARM = ReliabilityDocument.LONG ? 5 : 2;

    /** Half of what our own classes take: were their loader to stay, it would be more. */
    private static final int METASPACE_KB_A_CYCLE = 350;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Trial.RECORD_UNDER_LOAD.jdks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void recording_again_and_again_loses_no_request_and_leaves_nothing(Jdk jdk) throws Exception {
        Path home = Files.createDirectory(folder.resolve("server"));
        Path here = Files.createDirectory(folder.resolve("command-line"));
        try (Load load = Load.start(jdk, home, "-XX:SoftRefLRUPolicyMSPerMB=0")) {
            load.goesOn();
            warmUp(load);
            // what JFR and the JDK load once, to write a file (file locks, formatters), comes with the first one
            records(load, jdk, here, 1);
            Footprint before = load.footprint();
            List<String> filesBefore = files(home);
            long closes = records(load, jdk, here, CYCLES);
            Footprint after = load.footprintLike(before);
            String growth = after.growth(before, CYCLES);

            assertThat(files(home)).as("temporary files of the server").isEqualTo(filesBefore);
            assertThat(files(here)).as("temporary files of the command line").isEmpty();
            assertThat(filesInTmpFor(load.pid())).isEmpty();
            assertThat(load.jvm().jcmd("JFR.check")).contains("No available recordings");
            long requests = load.end();

            assertThat(after.classes() - before.classes())
                    .as("classes: " + growth)
                    .isLessThan(AttachUnderLoadIT.CLASSES_OF_NATIVE_CALLS + CYCLES * AttachUnderLoadIT.CLASSES_A_CYCLE);
            assertThat(after.metaspace() - before.metaspace())
                    .as("metaspace: " + growth)
                    .isLessThan(AttachUnderLoadIT.METASPACE_KB + CYCLES * METASPACE_KB_A_CYCLE);
            ReliabilityDocument.report(
                    Trial.RECORD_UNDER_LOAD,
                    "an HTTP server and three clients; soft references cleared",
                    jdk,
                    CYCLES + " records of 1 s with " + closes + " closes in them, " + requests
                            + " requests, none lost, none failed, no file left; " + growth);
        }
    }

    /** Records without a command line, whose JVM takes seconds to start. */
    private static void warmUp(Load load) throws Exception {
        long pid = load.jvm().pid();
        for (int cycle = 0; cycle < WARM; cycle++) {
            AgentCommand.run(pid, "record-start;recording=warm;template=firstfin-diagnose");
            load.goesOn();
            AgentCommand.run(pid, "record-cancel;recording=warm");
            AgentCommand.run(pid, "detach");
            load.goesOn();
        }
    }

    /** Returns how many closes were recorded; each recording has some. */
    private long records(Load load, Jdk jdk, Path temporary, int cycles) throws Exception {
        long sum = 0;
        Path file = folder.resolve("server.jfr");
        for (int cycle = 0; cycle < cycles; cycle++) {
            String report = FirstFin.runWith(
                    List.of("-Djava.io.tmpdir=" + temporary),
                    jdk,
                    "record",
                    load.pid(),
                    "--duration",
                    "1s",
                    "--output",
                    file.toString());
            long closes = RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals("firstfin.Close"))
                    .count();
            assertThat(closes)
                    .as("closes in the recording; the command said " + report)
                    .isPositive();
            sum += closes;
            Files.delete(file);
            load.goesOn();
        }
        return sum;
    }

    /** The names in a folder, and in its folders. */
    private static List<String> files(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(file -> !file.equals(top))
                    .map(file -> top.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** What either process may have left where the JVM and FirstFin meet. */
    private static List<String> filesInTmpFor(String pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("firstfin-" + pid + "-") || name.equals(".attach_pid" + pid))
                    .toList();
        }
    }
}
