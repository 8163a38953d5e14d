package io.firstfin.sample;

import io.firstfin.kernel.Endpoints;
import io.firstfin.sample.tracefs.FirstCloser;
import io.firstfin.sample.tracefs.Transition;
import io.firstfin.sample.tracefs.TransitionTrace;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The kernel's record of one victim's connections, from its start on. */
public final class Oracle implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 100;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Optional<String> UNAVAILABLE = prepare();

    private final Namespace namespace;
    private final TransitionTrace trace;

    private Oracle(Namespace namespace, TransitionTrace trace) {
        this.namespace = namespace;
        this.trace = trace;
    }

    /** Why no verdict can be held against the kernel here; empty when it can. */
    public static Optional<String> unavailableBecause() {
        return UNAVAILABLE;
    }

    static Oracle start(Namespace namespace) throws IOException {
        String name = "firstfin-scenarios-" + ProcessHandle.current().pid() + "-" + COUNT.getAndIncrement();
        if (UNAVAILABLE.isPresent()) {
            return new Oracle(namespace, null);
        }
        // the kernel leaves out what other processes do, which could fill the record
        String range = "%s >= " + namespace.firstPort() + " && %s <= " + namespace.lastPort();
        String filter = range.replace("%s", "sport") + " || " + range.replace("%s", "dport");
        return new Oracle(namespace, TransitionTrace.start(name, filter));
    }

    /** The lives of all endpoints so far that were established; none without an oracle. */
    List<Life> lives() throws IOException {
        if (trace == null) {
            return List.of();
        }
        if (trace.lostEvents() > 0) {
            throw new IllegalStateException("the kernel's record has holes: its buffer was full");
        }
        Map<Endpoints, List<Transition>> byEndpoints = trace.read().stream()
                .filter(step -> namespace.owns(step.endpoints().localPort())
                        && namespace.owns(step.endpoints().remotePort()))
                .collect(Collectors.groupingBy(Transition::endpoints, LinkedHashMap::new, Collectors.toList()));
        return byEndpoints.values().stream()
                .flatMap(steps -> FirstCloser.lives(steps).stream())
                .map(steps -> new Life(steps.get(0).endpoints(), steps.get(0).nanos(), FirstCloser.judge(steps)))
                .filter(Life::established)
                .toList();
    }

    /**
     * The kernel keeps an instance that somebody has a file of open, and a process that is just
     * being started for the scenario beside this one has, until it closes what it inherited.
     */
    @Override
    public void close() throws IOException {
        for (int attempt = 1; trace != null; attempt++) {
            try {
                trace.close();
                return;
            } catch (FileSystemException busy) {
                if (attempt == MOST_ATTEMPTS) {
                    throw busy;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    /** Root may mount tracefs; whoever else runs this does without. */
    private static Optional<String> prepare() {
        if (!Namespace.possible()) {
            return Optional.of("no network namespace of its own for the victim, which takes root");
        }
        if (TransitionTrace.unavailableBecause().isPresent()) {
            try {
                new ProcessBuilder("mount", "-t", "tracefs", "nodev", "/sys/kernel/tracing")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                return Optional.of("tracefs cannot be mounted: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return TransitionTrace.unavailableBecause();
    }
}
