package io.firstfin.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The flight recording of one victim, with the diagnose template that ships. */
public final class Recording {
    /** How long an agent may take to have the kernel's last word on each close. */
    private static final long PATIENCE_SECONDS = 8;

    private static final long FIRST_PAUSE_MILLIS = 100;

    private static final String DIAGNOSE = "firstfin-diagnose.jfc";

    private final Path folder;

    public Recording(Path folder) {
        this.folder = folder;
    }

    /** Records from the start of the JVM, and writes the file at its end. */
    List<String> jvmArguments(Path file) {
        return jvmArguments(file, DIAGNOSE);
    }

    /** The same with another of the templates that ship. */
    public List<String> jvmArguments(Path file, String template) {
        return List.of(
                "-javaagent:" + FirstFin.jar(),
                "-Xlog:jfr+startup=error",
                "-XX:StartFlightRecording:name=scenario,filename=" + file + ",dumponexit=true,settings="
                        + template(template) + ",settings=" + ours());
    }

    public void start(long pid) throws Exception {
        Jcmd.run(pid, "JFR.start name=scenario settings=" + template(DIAGNOSE) + " settings=" + ours());
    }

    /** With a template that ships, and the options of JFR.start that users may add to it. */
    public void startWith(long pid, String template, String options) throws Exception {
        Jcmd.run(pid, "JFR.start name=scenario settings=" + template(template) + " " + options);
    }

    /** Writes what was recorded so far to a file, and goes on. */
    public void dump(long pid, Path file) throws Exception {
        Jcmd.run(pid, "JFR.dump name=scenario filename=" + file);
    }

    public void stop(long pid, Path file) throws Exception {
        Jcmd.run(pid, "JFR.stop name=scenario filename=" + file);
    }

    /** Until the agent has settled all it saw; what is missing after that, the checks will say. */
    void awaitSettled(long pid, List<Expectation> expectations) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Path soFar = folder.resolve("so-far.jfr");
        long pause = FIRST_PAUSE_MILLIS;
        do {
            // an agent looks at the kernel's table some milliseconds after a close
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            // each dump costs the victim as much as many a scenario
            pause *= 2;
            dump(pid, soFar);
        } while (!Verdicts.read(soFar).settled(expectations) && System.nanoTime() < deadline);
    }

    private static Path template(String name) {
        Path folder = Path.of(System.getProperty("firstfin.templates"));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + name + " in " + folder))
                    .toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds to the template what a test needs: the agent's account at the end of each chunk. */
    private static Path ours() {
        return Path.of(System.getProperty("sample.classes"))
                .resolveSibling("test-classes")
                .resolve("io/firstfin/sample/scenario.jfc");
    }
}
