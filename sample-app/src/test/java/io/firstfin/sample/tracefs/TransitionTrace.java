package io.firstfin.sample.tracefs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records every step of every TCP socket of the machine, in a trace instance of its own that other
 * users of tracefs neither see nor disturb. The record is global over network namespaces: to choose
 * among it by 4-tuple is the caller's part.
 *
 * <p>An example: {@code try (var trace = TransitionTrace.start("firstfin-test", "")) { ...;
 * trace.read(); }}
 */
public final class TransitionTrace implements AutoCloseable {
    private static final int BUFFER_KB_PER_CPU = 16 * 1024; // about 60,000 steps

    private final Path instance;

    private TransitionTrace(Path instance) {
        this.instance = instance;
    }

    /** Why tracing cannot be used here, said for a user; empty when it can. */
    public static Optional<String> unavailableBecause() {
        return TraceFolder.unavailableBecause();
    }

    /**
     * Starts to record.
     *
     * @param name  of the instance; one of that name left over from a crash is removed first
     * @param filter by the fields {@code sport} and {@code dport}, in the language of the kernel's
     *               Documentation/trace/events.rst; may be empty. Resets sent are always recorded,
     *               since the kernel cannot filter those by port
     * @throws IOException when tracefs does not let us: see {@link #unavailableBecause}
     */
    public static TransitionTrace start(String name, String filter) throws IOException {
        Path folder = TraceFolder.find()
                .orElseThrow(() -> new IOException(unavailableBecause().orElse("tracefs went away")));
        Path instance = folder.resolve("instances").resolve(name);
        Files.deleteIfExists(instance);
        TransitionTrace trace = new TransitionTrace(Files.createDirectory(instance));
        try {
            trace.enable(filter);
        } catch (IOException e) {
            trace.close();
            throw e;
        }
        return trace;
    }

    /** All that was recorded since the start or the last {@link #clear}, in the order of time. */
    public List<Transition> read() throws IOException {
        List<Transition> transitions = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(instance.resolve("trace"), StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Transition transition = TransitionParser.parse(line);
                if (transition != null) {
                    transitions.add(transition);
                }
            }
        }
        return transitions;
    }

    /** How many steps did not fit in the buffer and are missing in {@link #read}. */
    public long lostEvents() throws IOException {
        long lost = 0;
        try (DirectoryStream<Path> cpus = Files.newDirectoryStream(instance.resolve("per_cpu"), "cpu*")) {
            for (Path cpu : cpus) {
                lost += BufferStats.lost(Files.readAllLines(cpu.resolve("stats")));
            }
        }
        return lost;
    }

    /** Forgets what was recorded so far. */
    public void clear() throws IOException {
        write("trace", "");
    }

    /** Stops recording and removes the instance. */
    @Override
    public void close() throws IOException {
        try {
            write("tracing_on", "0");
            for (String event : TraceFolder.EVENTS) {
                write("events/" + event + "/enable", "0");
            }
        } finally {
            // tracefs takes rmdir of the instance for all that is in it
            Files.deleteIfExists(instance);
        }
    }

    private void enable(String filter) throws IOException {
        write("buffer_size_kb", String.valueOf(BUFFER_KB_PER_CPU));
        // CLOCK_MONOTONIC: one order over all processors, and the clock of System.nanoTime
        write("trace_clock", "mono");
        if (!filter.isEmpty()) {
            write("events/sock/inet_sock_set_state/filter", filter);
            write("events/tcp/tcp_receive_reset/filter", filter);
        }
        for (String event : TraceFolder.EVENTS) {
            write("events/" + event + "/enable", "1");
        }
        write("tracing_on", "1");
    }

    private void write(String file, String value) throws IOException {
        Files.writeString(instance.resolve(file), value);
    }
}
