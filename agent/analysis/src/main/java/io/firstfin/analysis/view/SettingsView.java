package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kernel settings that matter to TIME_WAIT and ports, each with its meaning.
 *
 * @param none what to report where none were recorded; otherwise empty
 */
public record SettingsView(String none, List<Namespaces> namespaces) {

    private static final String UNKNOWN = "unknown";
    private static final String NOT_RECORDED = "not recorded";

    /** Network namespaces with equal settings. */
    public record Namespaces(String names, List<Row> rows) {}

    /**
     * A setting.
     *
     * @param name as sysctl names it
     * @param value its value; {@code unknown} where the recording does not have it
     * @param meaning what that means
     */
    public record Row(String name, String value, String meaning) {}

    public static SettingsView of(List<Network> networks) {
        Map<List<Row>, List<String>> names = new LinkedHashMap<>();
        networks.forEach(network -> network.settings()
                .ifPresent(settings -> names.computeIfAbsent(rows(settings), absent -> new ArrayList<>())
                        .add(network.name())));
        return new SettingsView(
                names.isEmpty() ? "Not recorded: firstfin.KernelSettings is off or this is not Linux." : "",
                names.entrySet().stream()
                        .map(entry -> new Namespaces(String.join(", ", entry.getValue()), entry.getKey()))
                        .toList());
    }

    private static List<Row> rows(KernelSettings settings) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "kernel", settings.kernelVersion().isEmpty() ? UNKNOWN : settings.kernelVersion(), "Linux version"));
        rows.add(new Row(
                "ip_local_port_range",
                settings.firstPort() < 0 || settings.lastPort() < 0
                        ? UNKNOWN
                        : settings.firstPort() + "-" + settings.lastPort(),
                settings.ephemeralPorts() < 0
                        ? NOT_RECORDED
                        : Figures.count(settings.ephemeralPorts()) + " ports for connect, per destination"));
        if (!settings.reservedPorts().isEmpty()) {
            rows.add(new Row("ip_local_reserved_ports", settings.reservedPorts(), "left out of that range"));
        }
        rows.add(new Row("tcp_tw_reuse", value(settings.twReuse()), reuse(settings)));
        rows.add(new Row(
                "tcp_timestamps",
                value(settings.timestamps()),
                settings.timestamps() == 0 ? "off: tcp_tw_reuse cannot work" : "tcp_tw_reuse needs them"));
        rows.add(new Row(
                "tcp_max_tw_buckets", value(settings.maxTimeWaitBuckets()), "beyond it TIME_WAIT sockets are dropped"));
        rows.add(new Row(
                "tcp_fin_timeout",
                settings.finTimeout().isNegative()
                        ? UNKNOWN
                        : settings.finTimeout().toSeconds() + " s",
                "bounds orphaned FIN_WAIT2 only, not TIME_WAIT"));
        rows.add(new Row("TIME_WAIT", "60 s", "fixed in Linux, no setting changes it"));
        return rows;
    }

    private static String reuse(KernelSettings settings) {
        return switch (settings.twReuse()) {
            case 0 -> "off: a port in TIME_WAIT waits its 60 s";
            case 1 -> "connect reuses a port " + Figures.span(settings.reuseDelay()) + " into TIME_WAIT";
            case 2 -> "connect reuses ports in TIME_WAIT on loopback only";
            default -> NOT_RECORDED;
        };
    }

    private static String value(int setting) {
        return setting < 0 ? UNKNOWN : Integer.toString(setting);
    }
}
