package io.firstfin.analysis.html;

import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.report.SettingRow;
import java.util.List;

/** The kernel settings of each network namespace that was recorded. */
record SettingsView(boolean none, List<Namespace> namespaces) {

    /** A network namespace. */
    record Namespace(String name, List<SettingRow> rows) {}

    static SettingsView of(List<Network> networks) {
        List<Namespace> namespaces = networks.stream()
                .filter(network -> network.settings().isPresent())
                .map(network -> new Namespace(
                        network.name(), SettingRow.of(network.settings().orElseThrow())))
                .toList();
        return new SettingsView(namespaces.isEmpty(), namespaces);
    }
}
