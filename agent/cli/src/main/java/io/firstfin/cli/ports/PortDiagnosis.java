package io.firstfin.cli.ports;

import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.kernel.sysctl.KernelSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first part of {@code doctor PID}: how far the ports of a JVM's network namespace are used up, and how long they
 * will last, by two samples of the kernel's table.
 */
public final class PortDiagnosis implements AutoCloseable {
    private static final Duration GAP = Duration.ofMillis(400);

    private final Optional<PortProbe> probe;
    private final PortSample first;
    private final String failure;
    private final long begun = System.nanoTime();

    private PortDiagnosis(Optional<PortProbe> probe, PortSample first, String failure) {
        this.probe = probe;
        this.first = first;
        this.failure = failure;
    }

    /** Takes the first sample. Never throws: what is wrong is in the lines then. */
    public static PortDiagnosis begin(JvmProcess process) {
        PortProbe probe = null;
        try {
            probe = PortProbe.open(process);
            return new PortDiagnosis(Optional.of(probe), probe.sample(), "");
        } catch (IOException e) {
            if (probe != null) {
                probe.close();
            }
            return new PortDiagnosis(
                    Optional.empty(),
                    null,
                    "unknown: the sockets of process "
                            + process.pid() + " cannot be seen (" + e.getMessage()
                            + "): run as its user or as root");
        }
    }

    /** The kernel settings of the JVM's network namespace; empty where they cannot be seen. */
    public Optional<KernelSettings> settings() {
        return probe.flatMap(PortProbe::settings);
    }

    /** Waits for the second sample; the first of the lines is the answer. */
    public List<String> lines() {
        if (probe.isEmpty()) {
            return List.of(failure);
        }
        try {
            Optional<Set<Long>> before = probe.get().held();
            pause();
            PortSample second = probe.get().sample();
            PortAnswer answer = PortAnswer.of(
                    probe.get().ports(),
                    first,
                    second,
                    together(before, probe.get().held()),
                    probe.get().foreignRange(),
                    probe.get().showsBacklogs());
            List<String> lines = new ArrayList<>();
            lines.add(answer.firstLine());
            answer.details().forEach(line -> lines.add("  " + line));
            return lines;
        } catch (IOException e) {
            return List.of("unknown: the sockets could be seen once only (" + e.getMessage() + ")");
        }
    }

    /** A socket may be opened or closed while the table is read. */
    private static Optional<Set<Long>> together(Optional<Set<Long>> before, Optional<Set<Long>> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        Set<Long> all = new HashSet<>(before.get());
        all.addAll(after.get());
        return Optional.of(all);
    }

    private void pause() {
        long left = GAP.toMillis() - (System.nanoTime() - begun) / 1_000_000;
        try {
            Thread.sleep(Math.max(0, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        probe.ifPresent(PortProbe::close);
    }
}
