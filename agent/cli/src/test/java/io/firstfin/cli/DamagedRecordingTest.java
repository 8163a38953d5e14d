package io.firstfin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.Timespan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code report} on recordings that were damaged at random, each way from a seed: it reports what can
 * be read, or says in one line what is wrong. {@code -Ddamaged.recordings=N} tries more of them.
 */
class DamagedRecordingTest {
    private static final int RECORDINGS = Integer.getInteger("damaged.recordings", 240);
    private static final int SECONDS = 60;
    private static final int SIZE_AT = 8;
    private static final int METADATA_AT = 24;
    private static final String KINDS = "firstfin: (Damaged recording|Truncated recording|Not a JFR"
            + " recording|No FirstFin events|Several JVMs in one recording)\\b.*";

    @Name("firstfin.Close")
    static final class Close extends Event {
        String connection;
        String localAddress = "10.0.0.1";
        int localPort = 40_000;
        String remoteAddress = "10.0.0.7";
        int remotePort = 8080;
        String role = "CLIENT";
        String api = "Socket";
        String closedFirst = "LOCAL";
        String proof = "PROVEN";
        String ending = "FIN";
        String trigger = "CLOSE";
        String reason = "APPLICATION";

        @Timespan(Timespan.NANOSECONDS)
        long lifetime = 1_000_000;
    }

    @Name("firstfin.KernelState")
    static final class KernelState extends Event {
        String connection;
        String state = "TIME_WAIT";
        String source = "SOCK_DIAG";
        String closedFirst = "LOCAL";
        String timeWait = "LOCAL";
        String proof = "PROVEN";
        boolean agrees = true;
    }

    @Name("firstfin.PortBudget")
    static final class PortBudget extends Event {
        String localAddress = "10.0.0.1";
        String remoteAddress = "10.0.0.7";
        int remotePort = 8080;
        int capacity = 28_232;
        int established = 3;
        int timeWait = 700;
        int free = 27_529;
        double opensPerSecond = 20;
    }

    @TempDir
    Path folder;

    @Test
    void is_reported_as_far_as_it_goes_or_refused_in_one_line() throws Exception {
        byte[] whole = recording();
        ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "reader");
            thread.setDaemon(true);
            return thread;
        });
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < RECORDINGS; seed++) {
            Path file = Files.write(folder.resolve("damaged.jfr"), damaged(whole, seed));
            CommandLineRun run = reader.submit(() -> report(file)).get(SECONDS, TimeUnit.SECONDS);
            String name = "seed " + seed + ": " + run.err();
            if (run.code() == 0) {
                assertThat(run.err()).as(name).isEmpty();
                assertThat(run.out()).as(name).isNotEmpty();
            } else {
                assertThat(run.code()).as(name).isEqualTo(1);
                assertThat(run.err()).as(name).matches(KINDS + "\n");
                assertThat(run.out()).as(name).isEmpty();
            }
            seen.add(run.code() == 0 ? "reported" : run.err().replaceAll("^firstfin: (\\w+).*\\n", "$1"));
        }
        assertThat(seen).contains("reported", "Damaged", "Truncated");
    }

    private static byte[] damaged(byte[] whole, int seed) {
        Random random = new Random(seed);
        byte[] bytes = whole.clone();
        int chunk = chunks(whole).get(random.nextInt(chunks(whole).size()));
        int size = (int) ByteBuffer.wrap(whole).getLong(chunk + SIZE_AT);
        switch (seed % 8) {
            case 0 -> flip(bytes, random, 0, bytes.length, 1);
            case 1 -> flip(bytes, random, 0, bytes.length, 16);
            case 2 -> flip(bytes, random, chunk, 68, 1);
            case 3 -> {
                int at = chunk + (int) ByteBuffer.wrap(whole).getLong(chunk + METADATA_AT);
                flip(bytes, random, at, Math.min(4000, chunk + size - at), 1 + random.nextInt(3));
            }
            case 4 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 5 -> {
                int from = random.nextInt(bytes.length);
                int to = Math.min(bytes.length, from + random.nextInt(5000));
                Arrays.fill(bytes, from, to, (byte) random.nextInt());
            }
            case 6 -> bytes = without(bytes, random.nextInt(bytes.length), random.nextInt(3000));
            default -> bytes = without(bytes, chunk, size);
        }
        return bytes;
    }

    private static void flip(byte[] bytes, Random random, int from, int length, int times) {
        for (int i = 0; i < times; i++) {
            bytes[from + random.nextInt(length)] ^= (byte) (1 + random.nextInt(255));
        }
    }

    private static byte[] without(byte[] bytes, int from, int length) {
        int end = Math.min(bytes.length, from + length);
        byte[] rest = Arrays.copyOf(bytes, bytes.length - (end - from));
        System.arraycopy(bytes, end, rest, from, bytes.length - end);
        return rest;
    }

    private static List<Integer> chunks(byte[] whole) {
        List<Integer> at = new ArrayList<>();
        for (int next = 0;
                next < whole.length;
                next += (int) ByteBuffer.wrap(whole).getLong(next + SIZE_AT)) {
            at.add(next);
        }
        return at;
    }

    /** Three chunks, as a JVM that rotates them writes them. */
    private byte[] recording() throws IOException {
        String real = System.getProperty("damaged.recording");
        if (real != null) {
            return Files.readAllBytes(Path.of(real));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int chunk = 0; chunk < 3; chunk++) {
            try (Recording recording = new Recording()) {
                recording.enable("jdk.JVMInformation");
                recording.enable(Close.class).withStackTrace();
                recording.enable(KernelState.class);
                recording.enable(PortBudget.class).withPeriod(Duration.ofSeconds(1));
                recording.start();
                for (int i = 0; i < 40; i++) {
                    close("c-" + chunk + "-" + i);
                }
                new PortBudget().commit();
                Path file = folder.resolve("part");
                recording.dump(file);
                all.write(Files.readAllBytes(file));
                Files.delete(file);
            }
        }
        return all.toByteArray();
    }

    private static void close(String connection) {
        Close close = new Close();
        close.connection = connection;
        close.commit();
        KernelState state = new KernelState();
        state.connection = connection;
        state.commit();
    }

    private static CommandLineRun report(Path recording) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cli.run(
                new String[] {"report", recording.toString()},
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Path.of("firstfin.jar"));
        return new CommandLineRun(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
