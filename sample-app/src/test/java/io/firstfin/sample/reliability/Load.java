package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.AgentCommand;
import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link LoadedServer} with its clients, and what must hold for it whatever FirstFin does. */
final class Load implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final Pattern COUNTS =
            Pattern.compile("sent=(\\d+) answered=(\\d+) served=(\\d+) failed=(\\d+) firstFailure=(.*)");
    private static final int ANSWERS_IN_BETWEEN = 10;
    private static final int ROUNDS_UNTIL_GONE = 3;

    private final TrialJvm jvm;

    private Load(TrialJvm jvm) {
        this.jvm = jvm;
    }

    /** @param options of its JVM */
    static Load start(Jdk jdk, Path folder, String... options) throws Exception {
        // all the ports there are, above those of other tests: two clients leave a TIME_WAIT for each request
        Namespace namespace = new Namespace(32_768, 60_999);
        List<String> all = new ArrayList<>(List.of(
                "-Xmx128m",
                // a connection that is kept must not be given up where the machine stands still
                "-Dsun.net.httpserver.idleInterval=3600",
                "-Djdk.httpclient.keepalive.timeout=3600",
                "-Dsun.net.httpserver.nodelay=true",
                "-Dhttp.keepAlive=false"));
        all.addAll(List.of(options));
        return new Load(TrialJvm.start(jdk, folder, namespace, LoadedServer.class, all));
    }

    TrialJvm jvm() {
        return jvm;
    }

    String pid() {
        return Long.toString(jvm.pid());
    }

    /** Waits until some more requests were answered. */
    void goesOn() throws Exception {
        long before = jvm.askNumber("answered");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (jvm.askNumber("answered") < before + ANSWERS_IN_BETWEEN) {
            assertThat(System.nanoTime() - deadline)
                    .as("no request is answered")
                    .isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Returns what the JVM holds once FirstFin is gone, and while no request is on its way. */
    Footprint footprint() throws Exception {
        for (int round = 0; round < ROUNDS_UNTIL_GONE; round++) {
            Optional<Footprint> gone = footprintAtRest();
            if (gone.isPresent()) {
                return gone.get();
            }
            // as reported in docs/limits.md: what was compiled may keep it until FirstFin comes and goes again
            System.out.println("FirstFin's class loader stays in JVM " + pid() + " until the next round");
            AgentCommand.run(jvm.pid(), "attach");
            goesOn();
            AgentCommand.run(jvm.pid(), "detach");
            goesOn();
        }
        throw new AssertionError("FirstFin's class loader stays: " + jvm.jcmd("VM.classloader_stats"));
    }

    private Optional<Footprint> footprintAtRest() throws Exception {
        requireNothingLost();
        try {
            return Footprint.withoutFirstFin(jvm);
        } finally {
            jvm.ask("go on");
        }
    }

    /**
     * Waits until the JVM has no more descriptors, threads and class loaders than before;
     * what ends by itself, such as a thread, takes its time.
     */
    Footprint footprintLike(Footprint before) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Footprint now = footprint();
        while (!now.fits(before) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            now = footprint();
        }
        assertThat(now)
                .as("compared with " + before)
                .matches(last -> last.fits(before), "no more descriptors, threads and class loaders");
        return now;
    }

    /** Ends the load, and returns how many requests there were; each was served once and answered. */
    long end() throws Exception {
        long requests = requireNothingLost();
        jvm.ask("go on");
        jvm.end();
        return requests;
    }

    /** Leaves the clients held. */
    private long requireNothingLost() throws Exception {
        String counts = jvm.ask("hold");
        Matcher numbers = COUNTS.matcher(counts);
        assertThat(numbers.matches()).as(counts).isTrue();
        assertThat(numbers.group(4)).as("failed requests: " + counts).isEqualTo("0");
        assertThat(numbers.group(2)).as("answered requests: " + counts).isEqualTo(numbers.group(1));
        assertThat(numbers.group(3)).as("served requests: " + counts).isEqualTo(numbers.group(1));
        return Long.parseLong(numbers.group(1));
    }

    @Override
    public void close() throws IOException {
        jvm.close();
    }
}
