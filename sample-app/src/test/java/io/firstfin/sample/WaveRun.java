package io.firstfin.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** One run of {@link Waves} in a JVM and a network namespace of its own. */
final class WaveRun implements AutoCloseable {
    private final Process process;
    private final BufferedReader stdout;
    private final TreeMap<Integer, KernelRows> rows = new TreeMap<>();
    private final Map<Integer, Long> millis = new HashMap<>();

    private WaveRun(Process process) {
        this.process = process;
        this.stdout = process.inputReader();
    }

    /** Starts the JVM; the load waits for {@link #go}. */
    static WaveRun start(
            Jdk jdk, List<String> entry, List<String> jvmArguments, Path stderr, Waves.How how, int waves, int servers)
            throws IOException {
        List<String> command = new ArrayList<>(entry);
        command.addAll(
                List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-Xss256k"));
        command.addAll(jvmArguments);
        Path classes = Path.of(System.getProperty("sample.classes"));
        command.addAll(List.of(
                "-cp",
                classes.resolveSibling("test-classes").toString(),
                Waves.class.getName(),
                how.name(),
                String.valueOf(waves),
                String.valueOf(servers)));
        WaveRun run = new WaveRun(
                new ProcessBuilder(command).redirectError(stderr.toFile()).start());
        run.awaitLine("ready");
        return run;
    }

    long pid() {
        return process.pid();
    }

    /** Lets the load begin, or the JVM end. */
    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Reads on until a wave is at its height. */
    void awaitWave(int number) throws IOException {
        awaitLine(number + " ");
    }

    /** Reads on to the end of the load; returns how many connects failed. */
    int awaitEnd() throws IOException {
        return Integer.parseInt(awaitLine("failed ").substring("failed ".length()));
    }

    /** The most the kernel showed up to a wave. */
    int most(ToIntFunction<KernelRows> what, int lastWave) {
        return rows.headMap(lastWave, true).values().stream()
                .mapToInt(what)
                .max()
                .orElseThrow();
    }

    /** Milliseconds from one wave to the next, on average between two that reported themselves. */
    double pace(int first, int last) {
        return (double) (millis.get(last) - millis.get(first)) / (last - first);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String awaitLine(String beginning) throws IOException {
        for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
            if (Character.isDigit(line.charAt(0))) {
                String[] words = line.split(" ", 3);
                millis.put(Integer.parseInt(words[0]), Long.parseLong(words[1]));
                rows.put(Integer.parseInt(words[0]), KernelRows.parse(words[2]));
            }
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IOException("ended before it said " + beginning);
    }
}
