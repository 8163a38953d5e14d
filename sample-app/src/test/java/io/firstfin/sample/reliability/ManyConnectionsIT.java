package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many connections come and go, each has its open and its close, and none is remembered. */
@Execution(ExecutionMode.CONCURRENT)
class ManyConnectionsIT {
    private static final int CONNECTIONS =
            Integer.getInteger("reliability.connections", ReliabilityDocument.LONG ? 2_000_000 : 20_000);
    private static final int AT_A_TIME = 5_000;

    /**
     * Afterwards every table of FirstFin is full that closed connections go into: the largest has room for
     * 65,536 closes. The short form ends long before.
     */
    private static final int UNTIL_TABLES_ARE_FULL = Math.min(200_000, CONNECTIONS / 2);

    /**
     * Full tables grow no more: one object left of each end would be 50 MB and more. Until then a close may take
     * so many bytes.
     */
    private static final int KB_WHEN_FULL = 4_096;

    private static final int BYTES_A_CLOSE = 400;

    /** Bytes of recording for each connection, with both ends of it. */
    private static final long RECORDED = 2_000;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Trial.MANY_CONNECTIONS.jdks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void every_open_is_paired_with_its_close_and_nothing_is_dropped(Jdk jdk) throws Exception {
        requireRoom();
        Path file = folder.resolve("many.jfr");
        List<String> options = new ArrayList<>(new Recording(folder).jvmArguments(file, "firstfin.jfc"));
        options.replaceAll(option -> option.startsWith("-XX:StartFlightRecording")
                // else JFR keeps the last 250 MB
                ? option + ",maxsize=100g,+jdk.DataLoss#enabled=true"
                : option);
        options.addAll(List.of("-XX:FlightRecorderOptions:memorysize=64m", "-Xmx256m"));
        Footprint begin;
        Footprint end;
        long nanos;
        // above the ports of other tests; with all of them, since a TIME_WAIT holds one for a minute
        Namespace namespace = new Namespace(32_768, 60_999);
        try (TrialJvm jvm = TrialJvm.start(jdk, folder, namespace, ManyConnections.class, options)) {
            open(jvm, UNTIL_TABLES_ARE_FULL);
            begin = Footprint.atRest(jvm);
            nanos = System.nanoTime();
            open(jvm, CONNECTIONS - UNTIL_TABLES_ARE_FULL);
            nanos = System.nanoTime() - nanos;
            end = Footprint.atRest(jvm);
            jvm.end();
        }

        OpensAndCloses read = OpensAndCloses.read(file);
        String heap = String.format(
                Locale.ROOT,
                "heap after %,d: %,d KB, at the end: %,d KB",
                UNTIL_TABLES_ARE_FULL,
                begin.heap(),
                end.heap());
        assertThat(read.lostBytes()).as("bytes that JFR itself lost").isZero();
        assertThat(read.opens()).isEqualTo(2L * CONNECTIONS);
        assertThat(read.openedConnections()).as("ids are unique").isEqualTo(read.opens());
        assertThat(read.closes()).isEqualTo(2L * CONNECTIONS);
        assertThat(read.closedConnections()).as("each is closed once").isEqualTo(read.closes());
        assertThat(read.unpaired().cardinality())
                .as("opens without close, and the reverse")
                .isZero();
        assertThat(read.dropped()).as("dropped").isZero();
        assertThat(read.suppressedErrors())
                .as("errors, the last one: " + read.lastError())
                .isZero();
        assertThat(read.unsettled()).as("unsettled").isZero();
        assertThat((end.heap() - begin.heap()) * 1024L).as(heap).isLessThan(allowed());
        assertThat(end.descriptors()).as("descriptors").isLessThanOrEqualTo(begin.descriptors() + 2);
        ReliabilityDocument.report(
                Trial.MANY_CONNECTIONS,
                "both ends in one JVM, recorded with firstfin.jfc",
                jdk,
                String.format(
                        Locale.ROOT,
                        "%,d connections, %,.0f a second, %,d opens, each with its"
                                + " close; %,d closes UNKNOWN at first; dropped %d, suppressed errors %d,"
                                + " unsettled %d; %s; recording %,d MB",
                        CONNECTIONS,
                        (CONNECTIONS - UNTIL_TABLES_ARE_FULL) * 1e9 / nanos,
                        read.opens(),
                        read.unknown(),
                        read.dropped(),
                        read.suppressedErrors(),
                        read.unsettled(),
                        heap,
                        Files.size(file) >> 20));
    }

    private static long allowed() {
        return UNTIL_TABLES_ARE_FULL >= 200_000
                ? KB_WHEN_FULL * 1024L
                : 2L * (CONNECTIONS - UNTIL_TABLES_ARE_FULL) * BYTES_A_CLOSE;
    }

    private static void open(TrialJvm jvm, int connections) throws Exception {
        for (int done = 0; done < connections; done += AT_A_TIME) {
            int next = Math.min(AT_A_TIME, connections - done);
            assertThat(jvm.askNumber("open " + next)).isEqualTo(next);
        }
    }

    /** The JVM has the recording in its repository, and copies it to the file. */
    private void requireRoom() throws Exception {
        long needed = 2 * RECORDED * CONNECTIONS;
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            System.out.printf(
                    "ManyConnectionsIT is skipped: %,d bytes are free, the recording needs up" + " to %,d%n",
                    free, needed);
            Assumptions.abort("no room for the recording");
        }
    }
}
