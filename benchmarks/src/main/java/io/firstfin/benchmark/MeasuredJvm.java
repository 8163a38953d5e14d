package io.firstfin.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one program in one JVM, in a network namespace of its own, and reads the figures it prints. */
final class MeasuredJvm {

    /**
     * Each namespace starts without sockets, so that one run leaves no TIME_WAIT to the next. There are as many
     * descriptors as the user may have.
     */
    private static final String NAMESPACE = "ip link set lo up"
            + " && echo 0 > /proc/sys/net/ipv4/tcp_tw_reuse"
            + " && { ulimit -n \"$(cat /proc/sys/fs/nr_open)\" 2>/dev/null || ulimit -n \"$(ulimit -Hn)\"; }"
            + " && exec \"$@\"";

    private static final String SAFEPOINTS = "safepoints.log";

    private final Jdk jdk;
    private final Artifacts artifacts;

    MeasuredJvm(Jdk jdk, Artifacts artifacts) {
        this.jdk = jdk;
        this.artifacts = artifacts;
    }

    /** Whether this user may make a network namespace. */
    static boolean isPossible() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "-n", "true").start().waitFor() == 0;
    }

    /** {@link Figures#NONE} if the JVM failed; its output is then printed. */
    Figures run(Work work, Variant variant, long millis) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("firstfin-benchmark");
        Path events = folder.resolve("kernel-trace.txt");
        try (KernelTrace trace = variant == Variant.TRACEPOINT ? new KernelTrace(events) : null) {
            List<String> options = options(work, variant, folder);
            if (trace != null) {
                options.add("-Dbenchmark.helper=" + trace.readerPid());
            }
            return figures(command(work, millis, options, folder));
        } finally {
            delete(folder);
        }
    }

    private List<String> options(Work work, Variant variant, Path folder) {
        List<String> options = variant.options(artifacts, folder.resolve("recording.jfr"), work.settings(variant));
        options.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        if (work.isWithoutC2()) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        if (work == Work.ATTACH) {
            options.add("-Xlog:safepoint:file=" + folder.resolve(SAFEPOINTS));
            options.addAll(List.of("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"));
        }
        return options;
    }

    private List<String> command(Work work, long millis, List<String> options, Path folder) {
        List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", NAMESPACE, "sh"));
        command.add(jdk.java().toString());
        command.addAll(options);
        command.addAll(List.of("-cp", artifacts.programs().toString()));
        command.add(work.program().getName());
        command.add(Long.toString(millis));
        command.addAll(work.arguments());
        if (work == Work.ATTACH) {
            command.add(artifacts.firstFin().toString());
            command.add(folder.resolve(SAFEPOINTS).toString());
        }
        return command;
    }

    /** What the JVM printed, and the wall time from its start to its end as {@code life}. */
    private static Figures figures(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // a setting that JFR does not know: then nothing is recorded, which costs little
        boolean recordsNothing = output.contains("[warning][jfr,start]");
        if (process.waitFor() != 0 || recordsNothing) {
            System.out.println("failed: " + String.join(" ", command) + "\n" + output);
            return Figures.NONE;
        }
        output.lines().filter(line -> line.startsWith("skipped:")).forEach(System.out::println);
        return Figures.parse(output + "\nlife=" + (System.nanoTime() - begin));
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
