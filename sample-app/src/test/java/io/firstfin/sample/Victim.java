package io.firstfin.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Scenarios in a JVM of their own, one after the other. It waits for {@link #go} before the acts of each, and after them.
 */
final class Victim implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final List<String> stdout = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private boolean ended;

    private Victim(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.reader = new Thread(this::readStdout, "stdout of " + process.pid());
    }

    static Victim start(List<StagedScenario> scenarios, Namespace namespace, Path folder, List<String> jvmArguments)
            throws IOException {
        // all scenarios of a JVM have its JDK and its options
        StagedScenario scenario = scenarios.get(0);
        List<String> command = new ArrayList<>(namespace.entry());
        command.add(scenario.jdk().java().toString());
        // a short life on few processors: little to compile, nothing to share with the next
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("sample.classes") + LibraryClassPath.of(scenarios)));
        command.addAll(LibraryClassPath.optionsOf(scenarios));
        command.addAll(jvmArguments);
        command.addAll(scenario.options().stream().filter(Victim::isForTheJvm).toList());
        command.add("io.firstfin.sample.Scenarios");
        command.add(scenarios.stream()
                .map(one -> one.number() + ":" + one.variant())
                .collect(Collectors.joining(",")));
        command.add("--wait-for-attach");
        command.addAll(scenario.options().stream().filter(o -> !isForTheJvm(o)).toList());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("stderr").toFile());
        // options from there would be announced on stderr
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Victim victim = new Victim(builder.start(), folder);
        victim.reader.setDaemon(true);
        victim.reader.start();
        return victim;
    }

    private static boolean isForTheJvm(String option) {
        return option.startsWith("-D");
    }

    long pid() {
        return process.pid();
    }

    List<String> stdout() {
        return stdout;
    }

    List<String> stderr() throws IOException {
        return Files.readAllLines(folder.resolve("stderr"));
    }

    /** Waits until the victim has printed so many lines that begin so. */
    synchronized void awaitLines(int count, String beginning) throws Exception {
        long deadline = System.nanoTime() + Patience.NANOS;
        while (stdout.stream().filter(line -> line.startsWith(beginning)).count() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || ended) {
                throw new AssertionError(
                        "the victim never said " + beginning + "; stdout " + stdout + ", stderr " + stderr());
            }
            wait(left);
        }
    }

    /** Lets the victim go on to its acts, or to its end. */
    void go() throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write('\n');
        stdin.flush();
    }

    int awaitExit() throws Exception {
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the victim does not end; stderr " + stderr());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void readStdout() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                stdout.add(line);
                wake();
            }
        } catch (IOException e) {
            stdout.add("unreadable: " + e);
        }
        end();
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
