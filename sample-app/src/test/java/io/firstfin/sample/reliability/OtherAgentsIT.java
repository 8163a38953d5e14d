package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.Verdicts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** FirstFin beside another agent, which came before it or after it; {@code -Dagent=OWN} tries that one alone. */
@Execution(ExecutionMode.CONCURRENT)
class OtherAgentsIT {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    static Stream<Arguments> agents() {
        String only = System.getProperty("agent", "");
        return Trial.OTHER_AGENTS
                .jdks()
                .flatMap(jdk -> Stream.of(OtherAgentKind.values())
                        .filter(kind -> kind == OtherAgentKind.OWN || ReliabilityDocument.LONG)
                        .filter(kind -> kind.name().contains(only))
                        .map(kind -> Arguments.of(jdk, kind)));
    }

    @BeforeAll
    static void namespaces_are_possible() {
        Namespace.skipWithout(OtherAgentsIT.class);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("agents")
    void both_do_their_work_and_what_the_other_one_made_stays(Jdk jdk, OtherAgentKind kind) throws Exception {
        Path other = kind.jar(folder);
        List<String> options = kind.options();
        Map<String, Integer> alone;
        try (TracedJvm jvm = start(jdk, kind, options, "-javaagent:" + other)) {
            jvm.record(); // JDK 17's JFR changes some of the classes itself, for good
            jvm.stopRecording();
            jvm.playBatch();
            alone = classFiles(jvm);
            jvm.command("attach");
            assertThat(classFiles(jvm)).as("woven").isNotEqualTo(alone);
            tracesBeside(jvm, jdk, kind, "before FirstFin", alone);
        }
        try (TracedJvm jvm = start(jdk, kind, options, "-javaagent:" + FirstFin.jar(), "-javaagent:" + other)) {
            tracesBeside(jvm, jdk, kind, "after FirstFin", alone);
        }
    }

    private void tracesBeside(TracedJvm jvm, Jdk jdk, OtherAgentKind kind, String order, Map<String, Integer> alone)
            throws Exception {
        jvm.record();
        int before = jvm.stdout().size();
        jvm.playBatch();
        jvm.awaitSettled();
        List<String> played = jvm.stdout().subList(before, jvm.stdout().size());
        Map<String, String> status = jvm.command("status");
        Path recording = jvm.stopRecording();
        jvm.detach();
        becomes(jvm, alone);
        long calls = calls(jvm);
        jvm.playBatch();
        if (kind == OtherAgentKind.OWN) {
            assertThat(calls(jvm)).as("calls that the other agent counts").isGreaterThan(calls);
        }
        jvm.endUnharmed();

        KnownVerdicts verdicts = KnownVerdicts.of(played, Verdicts.read(recording));
        ReliabilityDocument.report(
                Trial.OTHER_AGENTS,
                kind + ", " + order,
                jdk,
                verdicts + "; "
                        + status.get("suppressedErrors") + " errors; after detach the classes are as the other"
                        + " agent made them");
        assertThat(verdicts.wrong()).isEmpty();
        assertThat(verdicts.right()).isEqualTo(KnownCloses.closesInABatch());
        assertThat(status)
                .containsEntry("suppressedErrors", "0")
                .containsEntry("dropped", "0")
                .containsEntry("leftAlone", "")
                .containsEntry("kernelSourceReason", "");
    }

    private TracedJvm start(Jdk jdk, OtherAgentKind kind, List<String> options, String... agents) throws Exception {
        List<String> all = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        all.addAll(options);
        all.addAll(List.of(agents));
        return TracedJvm.start(jdk, folder, List.of(), TracedJvm.classPath() + kind.classPath(), all);
    }

    /** While a recording is being stopped, JFR may change a class or not. */
    private void becomes(TracedJvm jvm, Map<String, Integer> alone) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Map<String, Integer> now = classFiles(jvm);
        while (!now.equals(alone) && System.nanoTime() < deadline) {
            now = classFiles(jvm);
        }
        assertThat(now).as("classes after detach").isEqualTo(alone);
    }

    private Map<String, Integer> classFiles(TracedJvm jvm) throws Exception {
        Path classes = Files.createTempDirectory(folder, "classes");
        jvm.load(OtherAgent.jar(folder), "show=" + classes);
        Map<String, Integer> hashes = ClassFiles.hashes(classes);
        assertThat(hashes).containsKeys("sun.nio.ch.NioSocketImpl", "sun.nio.ch.SocketChannelImpl");
        return hashes;
    }

    private static long calls(TracedJvm jvm) throws Exception {
        return Long.parseLong(jvm.systemProperty(OtherAgent.CALLS, "0"));
    }
}
