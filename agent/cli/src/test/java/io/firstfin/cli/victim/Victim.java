package io.firstfin.cli.victim;

import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcFs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One idle JVM; closing it ends it. */
public final class Victim implements AutoCloseable {
    private static final String CLASSES = classes();
    private final Process process;
    private final BufferedReader output;

    private Victim(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts one and waits until it runs. */
    public static Victim start(Path javaHome, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(javaHome.resolve("bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-Xshare:auto", "-cp", CLASSES, IdleApp.class.getName()));
        return start(command);
    }

    /** Starts {@link ShortConnections} in a network namespace of its own, with 1,000 local ports. */
    public static Victim inNamespace(Path javaHome, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-n",
                "sh",
                "-c",
                "ip link set lo up && ip addr add 10.99.0.2/32 dev lo"
                        + " && echo 20000 20999 > /proc/sys/net/ipv4/ip_local_port_range"
                        + " && echo 0 > /proc/sys/net/ipv4/tcp_tw_reuse && exec \"$@\"",
                "sh",
                javaHome.resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShortConnections.class.getName(),
                "10.99.0.2"));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private static Victim start(List<String> command) throws IOException {
        Victim victim = new Victim(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        if (!"ready".equals(victim.output.readLine())) {
            victim.close();
            throw new IOException("the JVM did not start: " + command);
        }
        return victim;
    }

    public long pid() {
        return process.pid();
    }

    public JvmProcess jvm() {
        return new JvmProcess(ProcFs.system(), pid());
    }

    public Process process() {
        return process;
    }

    /** What it printed since; ends it first. */
    public List<String> outputAfterEnd() throws IOException {
        process.getOutputStream().close();
        return output.lines().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A folder with the one class: the agent must come from its jar, as it does elsewhere. */
    private static String classes() {
        try {
            return copyOfIdleApp().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyOfIdleApp() throws IOException {
        String name = IdleApp.class.getName().replace('.', '/') + ".class";
        Path folder = Files.createTempDirectory("firstfin-victim");
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream bytes = Victim.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(bytes, file);
        }
        return folder;
    }
}
