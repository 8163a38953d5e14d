package io.firstfin.sample.reliability;

import io.firstfin.sample.FirstFin;
import io.firstfin.sample.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A class of these tests in a JVM with a /tmp of its own, as some user. */
record GuardedJvm(Process process, Path stdout) implements AutoCloseable {
    static final int ROOT = 0;
    static final int NOBODY = 65_534;
    private static final String JAR = "shipped.jar";
    private static final long PATIENCE_SECONDS = 60;

    static void skipWithoutRoot(Class<?> test) throws Exception {
        Process process = new ProcessBuilder(command(NOBODY, "true"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            System.out.println(test.getSimpleName() + " is skipped: it needs root, for a mount and for"
                    + " another user (unshare -m, setpriv)");
            Assumptions.abort("no root");
        }
    }

    /** Comes back when it has started. */
    static GuardedJvm start(Jdk jdk, int uid, Path folder, WaitingMain.Listener listener) throws Exception {
        Path stdout = Files.createTempFile(folder, "guarded", ".out");
        GuardedJvm jvm = new GuardedJvm(
                new ProcessBuilder(java(jdk, uid, WaitingMain.class, listener.name()))
                        .redirectOutput(stdout.toFile())
                        .redirectError(folder.resolve("guarded.err").toFile())
                        .start(),
                stdout);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (jvm.said().isEmpty()) {
            if (System.nanoTime() - deadline > 0 || !jvm.process.isAlive()) {
                jvm.close();
                throw new AssertionError("it did not start: " + Files.readString(folder.resolve("guarded.err")));
            }
            Thread.sleep(20);
        }
        return jvm;
    }

    /** Runs a class to its end and returns what it printed on stdout. */
    static List<String> run(Jdk jdk, int uid, Path folder, Class<?> main, String... args) throws Exception {
        Path stdout = Files.createTempFile(folder, "guarded", ".out");
        Path stderr = Files.createTempFile(folder, "guarded", ".err");
        Process process = new ProcessBuilder(java(jdk, uid, main, args))
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(main + ": " + Files.readString(stderr));
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(stdout);
    }

    String pid() {
        return Long.toString(process.pid());
    }

    String said() throws IOException {
        return Files.readString(stdout);
    }

    /** A file in its /tmp, seen from here. */
    Path tmp(String name) {
        return Path.of("/proc/" + process.pid() + "/root/tmp").resolve(name);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static List<String> java(Jdk jdk, int uid, Class<?> main, String... args) {
        List<String> command = new ArrayList<>(command(
                uid,
                jdk.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dfirstfin.jar=/tmp/" + JAR,
                "-cp",
                "/tmp/classes",
                main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** The process keeps its id through all of it. */
    private static List<String> command(int uid, String... command) {
        Path tests = Path.of(System.getProperty("sample.classes")).resolveSibling("test-classes");
        String classes = "/mnt/classes/io/firstfin/sample";
        List<String> all = new ArrayList<>(List.of(
                "unshare",
                "-m",
                "sh",
                "-e",
                "-c",
                "mount -t tmpfs -o mode=1777 tmpfs /mnt; mkdir -p " + classes
                        + "; cp -r '" + tests + "/io/firstfin/sample/reliability' " + classes
                        + "; cp '" + tests + "/io/firstfin/sample/FirstFin.class' " + classes
                        + "; cp '" + tests + "/io/firstfin/sample/'ShippedCommandLine*.class " + classes
                        + "; cp '" + FirstFin.jar().toAbsolutePath() + "' /mnt/" + JAR
                        + "; chmod -R a+rX /mnt/classes /mnt/" + JAR
                        // so that this JVM needs a copy of the jar
                        + "; mount -t tmpfs tmpfs '"
                        + FirstFin.jar().toAbsolutePath().getParent()
                        // not before: what is copied may lie below /tmp
                        + "'; mount --move /mnt /tmp; exec \"$@\"",
                "sh",
                "setpriv",
                "--reuid=" + uid,
                "--regid=" + uid,
                "--clear-groups"));
        all.addAll(List.of(command));
        return all;
    }
}
