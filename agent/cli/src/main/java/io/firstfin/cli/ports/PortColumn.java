package io.firstfin.cli.ports;

import io.firstfin.cli.jvm.JvmProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many local ports are taken toward the destination that has most, in one cell of a table: by one
 * sample of each network namespace.
 */
public final class PortColumn {
    private static final String NONE = "-";
    private static final String UNKNOWN = "?";

    private final Map<String, String> byNamespace = new HashMap<>();

    /** Such as {@code 892/1,000 to 10.99.0.2:8080}; {@code -} for none, {@code ?} where we cannot look. */
    public String text(JvmProcess process) {
        return process.proc()
                .link(process.pid(), "ns/net")
                .map(namespace -> byNamespace.computeIfAbsent(namespace, absent -> fullest(process)))
                .orElseGet(() -> fullest(process));
    }

    private static String fullest(JvmProcess process) {
        try (PortProbe probe = PortProbe.open(process)) {
            PortSample sample = probe.sample();
            return sample.groups().stream()
                    .filter(group -> group.key().isDestination())
                    .map(group -> PortUse.of(group, sample, probe.ports()))
                    .min(PortUse.WORST_FIRST)
                    .map(use -> String.format(
                            Locale.ROOT,
                            "%,d/%s to %s",
                            use.taken(),
                            use.capacity() < 0 || !probe.foreignRange().isEmpty()
                                    ? UNKNOWN
                                    : String.format(Locale.ROOT, "%,d", use.capacity()),
                            use.key().name()))
                    .orElse(NONE);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
