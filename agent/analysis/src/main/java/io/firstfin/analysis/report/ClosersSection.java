package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who closed first, by role and ending; what is only supposed stands apart. */
final class ClosersSection {

    private record Row(Role role, String closedFirst, TimeWait timeWait, String ending) {}

    private ClosersSection() {}

    static String render(Model model) {
        if (model.closed() == 0) {
            return "Nothing was closed.\n";
        }
        TextTable table = new TextTable()
                .text("Role", 8)
                .text("Closed first", 18)
                .text("Ending", 30)
                .text("TIME_WAIT", 9)
                .number("Closes", 11)
                .number("Share", 7);
        counted(
                        model,
                        group -> new Row(
                                group.destination().role(),
                                Words.first(group.verdict()),
                                group.verdict().timeWait(),
                                Words.of(group.ending(), group.reset())))
                .forEach(entry -> table.row(
                        Words.of(entry.getKey().role()),
                        entry.getKey().closedFirst(),
                        entry.getKey().ending(),
                        Words.of(entry.getKey().timeWait()),
                        Figures.count(entry.getValue()),
                        Figures.percent((double) entry.getValue() / model.closed())));
        return table.render();
    }

    private static <K> Stream<Map.Entry<K, Long>> counted(Model model, Function<CloseGroup, K> by) {
        return model.connections().closes().stream()
                .collect(Collectors.groupingBy(by, Collectors.summingLong(CloseGroup::count)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<K, Long>comparingByValue()
                        .reversed()
                        .thenComparing(
                                Comparator.comparing(entry -> entry.getKey().toString())));
    }
}
