package io.firstfin.analysis.report;

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
        return text.isEmpty() ? "Not recorded: firstfin.KernelSettings is off or this is not" + " Linux.\n" : text;
    }

    private static String render(KernelSettings settings) {
        TextTable table = new TextTable().text("Setting", 24).text("Value", 16).text("Meaning", 52);
        SettingRow.of(settings).forEach(row -> table.row(row.name(), row.value(), row.meaning()));
        return table.render();
    }
}
