package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Network;
import java.util.List;
import java.util.stream.Collectors;

/** The kernel settings that bear on TIME_WAIT and ports, each with what it means. */
final class SettingsSection {

    private SettingsSection() {}

    static String render(List<Network> networks) {
        String text = networks.stream()
                .flatMap(network -> network.settings().stream())
                .map(SettingsSection::render)
                .distinct()
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? "Not recorded: firstfin.KernelSettings is off or this is not"
                + " Linux.\n" : text;
    }

    private static String render(KernelSettings settings) {
        TextTable table = new TextTable().text("Setting", 24).text("Value", 16)
                .text("Meaning", 52);
        table.row("kernel", settings.kernelVersion(), "Linux version");
        table.row("ip_local_port_range", settings.firstPort() + "-" + settings.lastPort(),
                Figures.count(Math.max(0, settings.ephemeralPorts()))
                        + " ports for connect, per destination");
        if (!settings.reservedPorts().isEmpty()) {
            table.row("ip_local_reserved_ports", settings.reservedPorts(),
                    "left out of that range");
        }
        table.row("tcp_tw_reuse", value(settings.twReuse()), reuse(settings));
        table.row("tcp_timestamps", value(settings.timestamps()),
                settings.timestamps() == 0 ? "off: tcp_tw_reuse cannot work" : "tcp_tw_reuse needs"
                        + " them");
        table.row("tcp_max_tw_buckets", value(settings.maxTimeWaitBuckets()),
                "beyond it TIME_WAIT sockets are dropped");
        table.row("tcp_fin_timeout", settings.finTimeout().isNegative() ? "unknown"
                : settings.finTimeout().toSeconds() + " s",
                "bounds orphaned FIN_WAIT2 only, not TIME_WAIT");
        table.row("TIME_WAIT", "60 s", "fixed in Linux, no setting changes it");
        return table.render();
    }

    private static String reuse(KernelSettings settings) {
        return switch (settings.twReuse()) {
            case 0 -> "off: a port in TIME_WAIT waits its 60 s";
            case 1 -> "connect reuses a port " + Figures.span(settings.reuseDelay())
                    + " into TIME_WAIT";
            case 2 -> "connect reuses ports in TIME_WAIT on loopback only";
            default -> "not recorded";
        };
    }

    private static String value(int setting) {
        return setting < 0 ? "unknown" : Integer.toString(setting);
    }
}
