package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why connections were closed, by which HTTP client or server, and after how many requests. */
final class ReasonsSection {

    private record Row(Role role, ClosedFirst closedFirst, Why why) {}

    private ReasonsSection() {}

    static String render(Model model) {
        if (model.closed() == 0) {
            return "Nothing was closed.\n";
        }
        if (model.connections().closes().stream().noneMatch(ReasonsSection::tells)) {
            return "No HTTP client or server that FirstFin knows used these connections.\n";
        }
        TextTable table = new TextTable()
                .text("Reason", 19)
                .text("HTTP client or server", 29)
                .text("First", 8)
                .number("Requests", 8)
                .number("Closes", 11)
                .number("Share", 7);
        Map<Row, List<CloseGroup>> rows = model.connections().closes().stream()
                .collect(Collectors.groupingBy(group ->
                        new Row(group.destination().role(), group.verdict().closedFirst(), group.why())));
        rows.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Row, List<CloseGroup>> entry) -> -count(entry.getValue()))
                        .thenComparing(entry -> entry.getKey().toString()))
                .forEach(entry -> table.row(
                        entry.getKey().why().reason(),
                        program(entry.getKey()),
                        Words.of(entry.getKey().closedFirst()),
                        requests(entry.getValue()),
                        Figures.count(count(entry.getValue())),
                        Figures.percent((double) count(entry.getValue()) / model.closed())));
        return table.render() + "First: who closed first. Requests: those a connection carried, on average.\n";
    }

    private static String program(Row row) {
        return row.why().program().isEmpty()
                ? "none known, as " + Words.of(row.role())
                : row.why().program();
    }

    private static boolean tells(CloseGroup group) {
        return group.why().isKnown() || !group.why().program().isEmpty();
    }

    private static long count(List<CloseGroup> groups) {
        return groups.stream().mapToLong(CloseGroup::count).sum();
    }

    private static String requests(List<CloseGroup> groups) {
        Requests all = groups.stream().map(CloseGroup::requests).reduce(Requests.NONE, Requests::plus);
        return all.connections() == 0 ? "-" : Figures.measured(all.average());
    }
}
