package io.firstfin.sample.chaos;

import io.firstfin.kernel.Endpoints;
import io.firstfin.sample.tracefs.Transition;
import io.firstfin.sample.tracefs.TransitionParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The kernel's record of one run, read while it is written: so it may be of any length. What was lost
 * all the same is an error.
 */
final class ChaosTrace implements AutoCloseable {
    private static final int BUFFER_KB_PER_CPU = 32 * 1024;
    private static final List<String> EVENTS =
            List.of("sock/inet_sock_set_state", "tcp/tcp_send_reset", "tcp/tcp_receive_reset");

    private final Path instance;
    private final VictimAddresses addresses;
    private final List<Transition> steps = new ArrayList<>();
    private final Process pipe;
    private final Thread reader;
    private volatile IOException failure;
    private volatile long lost;

    private ChaosTrace(Path instance, VictimAddresses addresses) throws IOException {
        this.instance = instance;
        this.addresses = addresses;
        this.pipe = new ProcessBuilder("cat", instance.resolve("trace_pipe").toString()).start();
        this.reader = new Thread(this::read, "kernel's record");
        this.reader.setDaemon(true);
    }

    static ChaosTrace start(VictimAddresses addresses) throws IOException {
        Path instance = Path.of("/sys/kernel/tracing/instances/firstfin-chaos-" + addresses.run());
        Files.deleteIfExists(instance);
        Files.createDirectory(instance);
        Files.writeString(instance.resolve("buffer_size_kb"), String.valueOf(BUFFER_KB_PER_CPU));
        // CLOCK_MONOTONIC: one order over all processors, and the clock of System.nanoTime
        Files.writeString(instance.resolve("trace_clock"), "mono");
        for (String event : EVENTS) {
            Files.writeString(instance.resolve("events/" + event + "/enable"), "1");
        }
        ChaosTrace trace = new ChaosTrace(instance, addresses);
        trace.reader.start();
        return trace;
    }

    private void read() {
        try (BufferedReader lines = pipe.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lost += TransitionParser.lostEvents(line);
                Transition step = TransitionParser.parse(line);
                if (step != null && isOurs(step.endpoints())) {
                    steps.add(step);
                }
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private boolean isOurs(Endpoints ends) throws IOException {
        return addresses.owns(ends.local()) || addresses.owns(ends.remote());
    }

    /** Ends the record, and returns it in the order of time. */
    List<Transition> finish() throws IOException, InterruptedException {
        for (String event : EVENTS) {
            Files.writeString(instance.resolve("events/" + event + "/enable"), "0");
        }
        TimeUnit.MILLISECONDS.sleep(300); // what stands in the buffer is read meanwhile
        Files.writeString(instance.resolve("tracing_on"), "0");
        reader.join(TimeUnit.SECONDS.toMillis(20));
        pipe.destroyForcibly().waitFor();
        reader.join();
        if (failure != null && steps.isEmpty()) {
            throw failure;
        }
        if (lost + lostByStats() > 0) {
            throw new IllegalStateException("the kernel's record has holes: its buffer was full");
        }
        steps.sort(Comparator.comparingLong(Transition::nanos));
        return steps;
    }

    private long lostByStats() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> cpus = Files.newDirectoryStream(instance.resolve("per_cpu"), "cpu*")) {
            for (Path cpu : cpus) {
                for (String line : Files.readAllLines(cpu.resolve("stats"))) {
                    if (line.matches("(overrun|commit overrun|dropped events): \\d{1,18}")) {
                        sum += Long.parseLong(line.substring(line.indexOf(": ") + 2));
                    }
                }
            }
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        pipe.destroyForcibly();
        for (int attempt = 0; ; attempt++) {
            try {
                Files.deleteIfExists(instance);
                return;
            } catch (IOException busy) {
                if (attempt == 100) {
                    throw busy;
                }
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
