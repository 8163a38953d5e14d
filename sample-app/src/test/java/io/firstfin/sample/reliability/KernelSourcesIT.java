package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.Verdicts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A kernel that refuses, lies, cuts short, or takes its time, source by source. */
@Execution(ExecutionMode.CONCURRENT)
class KernelSourcesIT {
    private static final long IDLE_MILLIS = ReliabilityDocument.LONG ? 3_000 : 1_500;

    /** Where the kernel cannot be asked at all, FirstFin asks for as long as a TIME_WAIT lasts. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(ReliabilityDocument.LONG ? 240 : 2);

    /** Of a core, while nothing happens: a thread that spins takes what it gets, a third at the least. */
    private static final double MOST = 0.2;

    @TempDir
    static Path built;

    @TempDir
    Path folder;

    private static KernelShim shim;

    static Stream<Arguments> trials() {
        String only = System.getProperty("fault", "");
        return Trial.KERNEL_SOURCES
                .jdks()
                .flatMap(jdk -> KernelFault.all()
                        .filter(fault -> (fault.isShort() || ReliabilityDocument.LONG)
                                && fault.how().contains(only))
                        .map(fault -> Arguments.of(jdk, fault)));
    }

    @BeforeAll
    static void faults_are_possible() throws Exception {
        Namespace.skipWithout(KernelSourcesIT.class);
        shim = KernelShim.build(built);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("trials")
    void whatever_the_kernel_answers_the_application_is_unharmed_and_no_verdict_is_wrong(Jdk jdk, KernelFault fault)
            throws Exception {
        Path met = folder.resolve("met");
        List<String> prefix = shim.prefix(fault.faults(), met);
        List<String> options = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        try (TracedJvm jvm = TracedJvm.start(jdk, folder, prefix, TracedJvm.classPath(), options)) {
            jvm.command("attach");
            jvm.record();
            jvm.playBatch();
            boolean settled = jvm.settlesWithin(PATIENCE_NANOS);
            List<String> played = jvm.stdout();
            double share = jvm.ownShareOfACore(IDLE_MILLIS);
            Map<String, String> status = jvm.command("status");
            Path recording = jvm.stopRecording();
            jvm.detach();
            jvm.playBatch();
            jvm.endUnharmed();

            KnownVerdicts verdicts = KnownVerdicts.of(played, Verdicts.read(recording));
            ReliabilityDocument.report(
                    Trial.KERNEL_SOURCES,
                    fault.how(),
                    jdk,
                    String.format(
                            Locale.ROOT,
                            "%s; source %s%s; %s errors counted; our threads %.1f %% of a core",
                            verdicts,
                            status.get("kernelSource"),
                            because(status),
                            status.get("suppressedErrors"),
                            share * 100));
            assertThat(verdicts.wrong()).isEmpty();
            assertThat(verdicts.closes()).isEqualTo(KnownCloses.closesInABatch());
            assertThat(share).as("of a core for our threads").isLessThan(MOST);
            assertThat(met.toFile().exists() ? Files.readAllLines(met) : List.of())
                    .as("faults met")
                    .containsExactlyInAnyOrderElementsOf(fault.toBeMet());
            reportsItsSource(fault, status);
            assertThat(settled || !ReliabilityDocument.LONG)
                    .as("no close waits for ever")
                    .isTrue();
            if (ReliabilityDocument.LONG && !fault.reason().isEmpty()) {
                assertThat(FirstFin.run(jdk, "report", recording.toString()).replaceAll("\\s+", " "))
                        .contains("FirstFin could not ask the kernel over netlink: ")
                        .contains(fault.reason());
            }
        }
    }

    private static void reportsItsSource(KernelFault fault, Map<String, String> status) {
        assertThat(status).containsEntry("kernelSource", fault.source());
        assertThat(status.get("kernelSourceReason")).contains(fault.reason());
        if (fault.counted()) {
            assertThat(Long.parseLong(status.get("suppressedErrors"))).isPositive();
            assertThat(status.get("lastError")).isNotEmpty();
        }
    }

    private static String because(Map<String, String> status) {
        String reason = status.get("kernelSourceReason");
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }
}
