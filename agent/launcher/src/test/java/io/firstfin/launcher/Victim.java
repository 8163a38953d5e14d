package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.firstfin.victim.BusyApp;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;

/** A busy application in a JVM of its own. Every line of its stdout must be an answer. */
final class Victim implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(240);

    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    /** A short life on few processors: little to compile, one thread that collects. */
    private static final List<String> SMALL = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** What is held softly would go when memory runs short: let it go at once. */
    private static final String NOTHING_SOFT = "-XX:SoftRefLRUPolicyMSPerMB=0";

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final Path err;
    private final Path probe;

    Victim(Forks forks, Path home) throws IOException {
        this(forks, home, small(NOTHING_SOFT));
    }

    Victim(Forks forks, Path home, String... options) throws IOException {
        this(forks, forks.start(home, BusyApp.class, options));
    }

    private Victim(Forks forks, Process process) throws IOException {
        this.process = process;
        err = forks.victimErr();
        probe = forks.probe();
        answers = process.inputReader();
        questions = process.outputWriter();
        // an agent that comes before JFR has started sees the classes without what JFR does to them,
        // and one that comes before the JVM has started is refused by it
        ask("rounds");
    }

    /** One that has such options of its JVM. */
    static Victim with(Forks forks, Path home, String option) throws IOException {
        return new Victim(forks, home, small(option));
    }

    /** One with all the compilers and collector threads that applications have. */
    static Victim likeAnApplication(Forks forks, Path home) throws IOException {
        return new Victim(forks, home, "-Xmx128m", NOTHING_SOFT);
    }

    private static String[] small(String... options) {
        return Stream.concat(SMALL.stream(), Stream.of(options)).toArray(String[]::new);
    }

    /** One whose temporary directory is a disk of so many megabytes. */
    static Victim onSmallDisk(Forks forks, Path home, Path folder, int megabytes, String... options)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-Djava.io.tmpdir=" + folder);
        return new Victim(
                forks,
                forks.startOnSmallDisk(folder, megabytes, home, BusyApp.class, small(all.toArray(new String[0]))));
    }

    Process process() {
        return process;
    }

    String pid() {
        return Long.toString(process.pid());
    }

    /** Says what no answer is expected to. */
    void say(String line) throws IOException {
        questions.write(line + "\n");
        questions.flush();
    }

    String ask(String question) throws IOException {
        say(question);
        String line = answers.readLine();
        if (line == null) {
            throw new AssertionError(question + ": the victim " + howItEnded());
        }
        assertThat(line).as("stdout is the application's alone").startsWith(question + ": ");
        return line.substring(question.length() + 2);
    }

    private String howItEnded() throws IOException {
        try {
            boolean ended = process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            return (ended ? "ended with exit status " + process.exitValue() : "closed its stdout")
                    + " and said "
                    + stderr();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was not waited for";
        }
    }

    /**
     * The socket classes as all agents so far make them: hashes of what their methods do. The JVM
     * hands out a constant pool in another order after each redefinition, and with that other widths
     * of instructions.
     */
    Map<String, Integer> classes() throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(pid());
        try {
            jvm.loadAgent(probe.toString());
        } finally {
            jvm.detach();
        }
        String files = ask("bytes");
        Map<String, Integer> hashes = new TreeMap<>();
        for (String file : files.substring(1, files.length() - 1).split(", ")) {
            int equals = file.indexOf('=');
            byte[] bytes = Base64.getDecoder().decode(file.substring(equals + 1));
            hashes.put(file.substring(0, equals), Arrays.hashCode(inOneOrder(bytes)));
        }
        assertThat(hashes).containsKeys("sun.nio.ch.NioSocketImpl", "sun.nio.ch.SocketChannelImpl");
        return hashes;
    }

    /**
     * Waits until the socket classes do what they did. On JDK 17 JFR rewrites SocketChannelImpl in
     * every transformation, ours of this probe too; while a recording is being stopped it may not.
     */
    void classesBecome(Map<String, Integer> original) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Map<String, Integer> now = classes();
        while (!now.equals(original) && System.nanoTime() - deadline < 0) {
            rest();
            now = classes();
        }
        assertThat(now).isEqualTo(original);
    }

    private static byte[] inOneOrder(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor methods = new ClassVisitor(OpenedClassReader.ASM_API) {
            @Override
            public void visit(int v, int a, String n, String s, String p, String[] i) {
                writer.visit(v, a, n, null, p, i);
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String s, String[] exceptions) {
                return writer.visitMethod(access, name, type, null, exceptions);
            }
        };
        OpenedClassReader.of(classFile).accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    long askNumber(String question) throws IOException {
        return Long.parseLong(ask(question));
    }

    /** Asks until that is the answer: what comes by itself, such as a collection, takes its time. */
    void becomes(String question, String answer) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String last = ask(question);
        while (!last.equals(answer) && System.nanoTime() - deadline < 0) {
            rest();
            last = ask(question);
        }
        assertThat(last).as(question).isEqualTo(answer);
    }

    /** Waits until it has made connections after this call. */
    void worksOn() throws IOException {
        long before = askNumber("rounds");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (askNumber("rounds") < before + 3) {
            rest();
            assertThat(System.nanoTime() - deadline).as("traffic stands still").isNegative();
        }
        assertThat(ask("failures")).isEqualTo("0");
    }

    /** Waits until something comes up in an answer. */
    void shows(String question, String part) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String last = ask(question);
        while (!last.contains(part) && System.nanoTime() - deadline < 0) {
            rest();
            last = ask(question);
        }
        assertThat(last).as(question).contains(part);
    }

    /** Each question costs the victim CPU time, so tests pause between them. */
    private static void rest() {
        LockSupport.parkNanos(REST_NANOS);
    }

    /** Files that are gone but for a descriptor this JVM still has. */
    List<String> descriptorsOfDeletedFiles() throws IOException {
        List<String> deleted = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc", pid(), "fd"))) {
            for (Path link : links) {
                try {
                    deleted.add(Files.readSymbolicLink(link).toString());
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        }
        deleted.removeIf(file -> !file.endsWith(" (deleted)"));
        return deleted;
    }

    /** Files that are gone but for memory of this JVM. */
    Set<String> mappedDeletedFiles() throws IOException {
        return Files.readAllLines(Path.of("/proc", pid(), "maps")).stream()
                .filter(line -> line.endsWith(" (deleted)"))
                .map(line -> line.substring(line.indexOf('/')))
                .collect(Collectors.toSet());
    }

    /** A folder as this JVM sees it. */
    List<String> files(Path folder) throws IOException {
        Path seen = Path.of("/proc", pid(), "root").resolve(folder.toString().substring(1));
        try (Stream<Path> files = Files.list(seen)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    List<String> stderr() throws IOException {
        return Files.readAllLines(err);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
