package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jcmd;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.PortRanges;
import io.firstfin.sample.Recording;
import io.firstfin.sample.Verdicts;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;

/** A JVM in a namespace of its own that plays {@link KnownCloses}; FirstFin comes and goes as asked. */
final class TracedJvm implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(240);
    private static final String CLASSES = System.getProperty("sample.classes");
    /** JDK 25 does not use an archive of classes where an agent comes at the start, whichever it is. */
    private static final Pattern SAID_OF_AN_ARCHIVE = Pattern.compile("^\\[[\\d.]+s\\]\\[error\\]\\[(cds|aot)\\]");

    private final Process process;
    private final Path folder;
    private final Namespace namespace;
    private final Recording recording;
    private int batches;
    private int recorded;

    private TracedJvm(Process process, Path folder, Namespace namespace) {
        this.process = process;
        this.folder = folder;
        this.namespace = namespace;
        this.recording = new Recording(folder);
    }

    /** What the class path of such a JVM begins with. */
    static String classPath() {
        return CLASSES + ":" + Path.of(CLASSES).resolveSibling("test-classes");
    }

    static TracedJvm start(Jdk jdk, Path folder, String... options) throws Exception {
        return start(jdk, folder, List.of(), classPath(), List.of(options));
    }

    /** @param prefix what starts the JVM, once it is in its namespace */
    static TracedJvm start(Jdk jdk, Path folder, List<String> prefix, String classPath, List<String> options)
            throws Exception {
        Namespace namespace = PortRanges.take();
        try {
            List<String> command = new ArrayList<>(namespace.entry());
            command.addAll(prefix);
            command.addAll(List.of(jdk.java().toString(), "-Xmx128m"));
            command.addAll(options);
            command.addAll(List.of("-cp", classPath, KnownCloses.class.getName()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(folder.resolve("stdout").toFile())
                    .redirectError(folder.resolve("stderr").toFile());
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            TracedJvm jvm = new TracedJvm(builder.start(), folder, namespace);
            jvm.awaitLine(KnownCloses.READY);
            return jvm;
        } catch (Exception | Error e) {
            PortRanges.giveBack(namespace);
            throw e;
        }
    }

    long pid() {
        return process.pid();
    }

    /** Gives the agent a command, as the command line does; returns what it answered. */
    Map<String, String> command(String name) throws Exception {
        Map<String, String> answer = load(FirstFin.jar(), "command=" + name + ";id=" + name);
        assertThat(answer).as(name).containsEntry("outcome", "ok");
        return answer;
    }

    /** Loads an agent, and returns the last answer of ours. */
    Map<String, String> load(Path agent, String options) throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(String.valueOf(pid()));
        try {
            jvm.loadAgent(agent.toString(), options);
            Map<String, String> answer = new HashMap<>();
            for (String field : jvm.getAgentProperties()
                    .getProperty("io.firstfin.answer", "")
                    .split(";")) {
                String[] parts = field.split("=", 2);
                answer.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return answer;
        } finally {
            jvm.detach();
        }
    }

    String systemProperty(String key, String otherwise) throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(String.valueOf(pid()));
        try {
            return jvm.getSystemProperties().getProperty(key, otherwise);
        } finally {
            jvm.detach();
        }
    }

    void record() throws Exception {
        recorded = 0;
        recording.start(pid());
    }

    void playBatch() throws Exception {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        recorded++;
        awaitLine(KnownCloses.done(++batches));
    }

    /** Waits until FirstFin has nothing more to find out of the batches since the recording began. */
    void awaitSettled() throws Exception {
        assertThat(settlesWithin(PATIENCE_NANOS)).as("all closes are settled").isTrue();
    }

    /** The same, but not for long; false when something is left. */
    boolean settlesWithin(long nanos) throws Exception {
        Path soFar = folder.resolve("so-far.jfr");
        long deadline = System.nanoTime() + nanos;
        for (long pause = 200; System.nanoTime() < deadline; pause = Math.min(2 * pause, 3_000)) {
            Thread.sleep(pause);
            Jcmd.run(pid(), "JFR.dump name=scenario filename=" + soFar);
            // there is no file as long as there is nothing to write
            if (Files.exists(soFar) && isSettled(Verdicts.read(soFar))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSettled(Verdicts verdicts) {
        List<RecordedEvent> statuses = verdicts.statuses();
        return verdicts.of("Close").size() >= recorded * KnownCloses.closesInABatch()
                && !statuses.isEmpty()
                && statuses.get(statuses.size() - 1).getLong("unsettled") == 0;
    }

    /** Ends the recording, which {@link #record} began. */
    Path stopRecording() throws Exception {
        Path file = folder.resolve("trial.jfr");
        recording.stop(pid(), file);
        return file;
    }

    /** FirstFin goes, and with it its threads. */
    Map<String, String> detach() throws Exception {
        Map<String, String> answer = command("detach");
        assertThat(answer).containsEntry("state", "detached");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!ownThreads().isEmpty()) {
            assertThat(System.nanoTime()).as("threads of ours: " + ownThreads()).isLessThan(deadline);
            Thread.sleep(20);
        }
        return answer;
    }

    /** What share of a core our threads take for a while, in which the application does nothing. */
    double ownShareOfACore(long millis) throws Exception {
        long before = ownThreads().values().stream().mapToLong(Long::longValue).sum();
        long begin = System.nanoTime();
        Thread.sleep(millis);
        return (double) (ownThreads().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        - before)
                / (System.nanoTime() - begin);
    }

    /** The CPU time of each thread of ours, in nanoseconds. */
    private Map<String, Long> ownThreads() throws IOException {
        Map<String, Long> threads = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid()), "task"))) {
            for (Path task : tasks) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip();
                    if (name.startsWith("firstfin-")) {
                        threads.put(
                                name + " " + task.getFileName(),
                                Long.valueOf(Files.readString(task.resolve("schedstat"))
                                        .split(" ")[0]));
                    }
                } catch (IOException endedMeanwhile) {
                    // before its file was opened, or before it was read
                    continue;
                }
            }
        }
        return threads;
    }

    /** Lets the application end: in order, having said what it says without FirstFin, and no more. */
    void endUnharmed() throws Exception {
        end();
        assertThat(stderr())
                .allMatch(
                        line -> line.startsWith("WARNING: ") || line.contains(" VM warning: "),
                        "only the JDK says something");
        assertThat(stdout())
                .filteredOn(line -> !SAID_OF_AN_ARCHIVE.matcher(line).find())
                .map(KnownCloses::withoutNumbers)
                .containsExactlyElementsOf(KnownCloses.shape(batches));
    }

    /** Lets the application end with its own exit status, whatever its JVM says. */
    void end() throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS))
                .as("it ends")
                .isTrue();
        assertThat(process.exitValue()).as(stderr().toString()).isEqualTo(KnownCloses.EXIT);
    }

    List<String> stdout() throws IOException {
        return Files.readAllLines(folder.resolve("stdout"));
    }

    private List<String> stderr() throws IOException {
        return Files.readAllLines(folder.resolve("stderr"));
    }

    private void awaitLine(String line) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!stdout().contains(line)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new AssertionError("it never said " + line + "; stdout " + stdout() + ", stderr " + stderr());
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
        PortRanges.giveBack(namespace);
    }
}
