package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.KernelSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel setting that bears on TIME_WAIT and ports, in words.
 *
 * @param name as sysctl names it
 * @param value its value; {@code unknown} where the recording does not tell
 * @param meaning what that means
 */
public record SettingRow(String name, String value, String meaning) {

    private static final String UNKNOWN = "unknown";
    private static final String NOT_RECORDED = "not recorded";

    /** All of them, in the order in which they are told. */
    public static List<SettingRow> of(KernelSettings settings) {
        List<SettingRow> rows = new ArrayList<>();
        rows.add(new SettingRow(
                "kernel", settings.kernelVersion().isEmpty() ? UNKNOWN : settings.kernelVersion(), "Linux version"));
        rows.add(new SettingRow(
                "ip_local_port_range",
                settings.firstPort() < 0 || settings.lastPort() < 0
                        ? UNKNOWN
                        : settings.firstPort() + "-" + settings.lastPort(),
                settings.ephemeralPorts() < 0
                        ? NOT_RECORDED
                        : Figures.count(settings.ephemeralPorts()) + " ports for connect, per destination"));
        if (!settings.reservedPorts().isEmpty()) {
            rows.add(new SettingRow("ip_local_reserved_ports", settings.reservedPorts(), "left out of that range"));
        }
        rows.add(new SettingRow("tcp_tw_reuse", value(settings.twReuse()), reuse(settings)));
        rows.add(new SettingRow(
                "tcp_timestamps",
                value(settings.timestamps()),
                settings.timestamps() == 0 ? "off: tcp_tw_reuse cannot work" : "tcp_tw_reuse needs them"));
        rows.add(new SettingRow(
                "tcp_max_tw_buckets", value(settings.maxTimeWaitBuckets()), "beyond it TIME_WAIT sockets are dropped"));
        rows.add(new SettingRow(
                "tcp_fin_timeout",
                settings.finTimeout().isNegative()
                        ? UNKNOWN
                        : settings.finTimeout().toSeconds() + " s",
                "bounds orphaned FIN_WAIT2 only, not TIME_WAIT"));
        rows.add(new SettingRow("TIME_WAIT", "60 s", "fixed in Linux, no setting changes it"));
        return List.copyOf(rows);
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
