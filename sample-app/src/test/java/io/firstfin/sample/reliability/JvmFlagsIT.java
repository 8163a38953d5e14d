package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.Verdicts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One small traced run for each collector, compiler, size of stacks, and archive of classes. */
@Execution(ExecutionMode.CONCURRENT)
class JvmFlagsIT {

    @TempDir
    Path folder;

    /** The short form lets FirstFin come to a JVM that runs; the long one has it there from the start too. */
    static Stream<Arguments> runs() {
        return Trial.JVM_FLAGS
                .jdks()
                .flatMap(jdk -> JvmFlag.all()
                        .filter(flag -> jdk.feature() >= flag.since())
                        .filter(flag -> flag.isShort() || ReliabilityDocument.LONG)
                        .flatMap(flag -> Stream.of(false, true)
                                .filter(early -> !early || ReliabilityDocument.LONG)
                                .map(early -> Arguments.of(jdk, flag, early))));
    }

    @BeforeAll
    static void namespaces_are_possible() {
        Namespace.skipWithout(JvmFlagsIT.class);
    }

    /** @param early whether FirstFin is there from the start of the JVM */
    @ParameterizedTest(name = "{0}, {1}, from the start: {2}")
    @MethodSource("runs")
    void the_application_is_unharmed_and_every_verdict_is_right(Jdk jdk, JvmFlag flag, boolean early) throws Exception {
        Assumptions.assumeTrue(flag.isPossible(jdk));
        String classPath = TracedJvm.classPath();
        List<String> options = new ArrayList<>(flag.options());
        if (flag.archiving() != null) {
            classPath = applicationJar().toString();
            Path archive = folder.resolve("archive");
            writeArchive(jdk, flag, archive, classPath);
            options.set(options.size() - 1, options.get(options.size() - 1) + archive);
            options.add("-Xlog:class+load=info:file=" + folder.resolve("classes.txt"));
        }
        if (early) {
            options.add("-javaagent:" + FirstFin.jar());
        }
        try (TracedJvm jvm = TracedJvm.start(jdk, folder, List.of(), classPath, options)) {
            jvm.command("attach");
            jvm.record();
            jvm.playBatch();
            jvm.awaitSettled();
            List<String> played = jvm.stdout();
            Map<String, String> status = jvm.command("status");
            Path recording = jvm.stopRecording();
            jvm.detach();
            jvm.playBatch();
            jvm.endUnharmed();

            KnownVerdicts verdicts = KnownVerdicts.of(played, Verdicts.read(recording));
            ReliabilityDocument.report(
                    Trial.JVM_FLAGS,
                    flag + (early ? ", from the start" : ", attached"),
                    jdk,
                    verdicts + "; " + status.get("suppressedErrors") + " errors" + archived(flag));
            assertThat(verdicts.wrong()).isEmpty();
            assertThat(verdicts.right()).isEqualTo(KnownCloses.closesInABatch());
            assertThat(status)
                    .containsEntry("suppressedErrors", "0")
                    .containsEntry("dropped", "0")
                    .containsEntry("kernelSourceReason", "");
            if (ReliabilityDocument.LONG) {
                assertThat(FirstFin.run(jdk, "report", recording.toString())).contains("closed first");
            }
        }
    }

    /** Runs the application once without FirstFin, which cannot be in what is archived. */
    private void writeArchive(Jdk jdk, JvmFlag flag, Path archive, String classPath) throws Exception {
        try (TracedJvm jvm = TracedJvm.start(
                jdk, folder, List.of(), classPath, List.of("-XX:+UseSerialGC", flag.archiving() + archive))) {
            jvm.playBatch();
            jvm.end();
            assertThat(archive).as(jvm.stdout().toString()).isNotEmptyFile();
        }
    }

    /** Whether the application's own classes came from the archive. */
    private String archived(JvmFlag flag) throws IOException {
        if (flag.archiving() == null) {
            return "";
        }
        boolean used = Files.readAllLines(folder.resolve("classes.txt")).stream()
                .anyMatch(line -> line.contains(KnownCloses.class.getName()) && line.contains("shared objects file"));
        return used ? "; the application's classes come from the archive" : "; the JVM does not use the archive";
    }

    /** An archive is made of jars alone. */
    private Path applicationJar() throws IOException {
        Path jar = folder.resolve("application.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String root : TracedJvm.classPath().split(":")) {
                add(out, Path.of(root), "io/firstfin/sample/support");
                add(out, Path.of(root), "io/firstfin/sample/reliability");
            }
        }
        return jar;
    }

    private static void add(JarOutputStream out, Path root, String folder) throws IOException {
        if (!Files.isDirectory(root.resolve(folder))) {
            return;
        }
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString();
                if (!name.endsWith("Test.class")) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }
}
