package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SocketOptions;
import io.firstfin.verdict.Role;
import java.util.List;
import java.util.function.Predicate;

/**
 * How many closed connections had SO_LINGER or SO_REUSEADDR set, and in which code.
 *
 * @param summary how many had which option
 * @param rows the options that somebody chose, by the call site of the close, the most first
 * @param more how many rows are not shown; empty when all are
 * @param all every group, the usual options included
 */
public record SocketOptionsView(String summary, List<Row> rows, String more, List<SocketOptions> all) {

    /** Closes with the same options in the same code. */
    public record Row(
            String count,
            String share,
            String role,
            String soLinger,
            String reuseAddress,
            String label,
            String place,
            String library) {}

    /** What the options do. */
    public String legend() {
        return "SO_LINGER 0 s: close sends a reset, so nobody keeps TIME_WAIT, and data that was not delivered yet is"
                + " lost; longer: close waits until the data is delivered, for that long at most. SO_REUSEADDR:"
                + " bind takes a port that is in TIME_WAIT; connect alone does not need it."
                + (all.stream().anyMatch(SocketOptions::estimated)
                        ? " The places are estimates from sampled stacks; the totals are counted."
                        : "");
    }

    /** @param most so many rows are shown */
    public static SocketOptionsView of(Model model, int most) {
        List<SocketOptions> all = model.connections().socketOptions();
        List<SocketOptions> chosen = all.stream().filter(one -> !one.isUsual()).toList();
        return new SocketOptionsView(
                summary(model, chosen),
                chosen.stream().limit(most).map(one -> row(one, model)).toList(),
                Words.more(chosen.size(), most),
                all);
    }

    private static String summary(Model model, List<SocketOptions> chosen) {
        if (model.closed() == 0) {
            return "Nothing was closed while the recording ran.";
        }
        if (chosen.isEmpty()) {
            return "No connection was closed with SO_LINGER on, and none of a client with SO_REUSEADDR on.";
        }
        return "Of " + Figures.count(model.closed(), "close") + ", "
                + Figures.count(count(chosen, one -> one.soLinger() == 0)) + " had SO_LINGER 0 s, "
                + Figures.count(count(chosen, one -> one.soLinger() > 0)) + " had SO_LINGER on for longer, and "
                + Figures.count(count(chosen, one -> one.reuseAddress() && one.role() != Role.SERVER))
                + " had SO_REUSEADDR on and were not accepted.";
    }

    private static long count(List<SocketOptions> groups, Predicate<SocketOptions> which) {
        return groups.stream().filter(which).mapToLong(SocketOptions::count).sum();
    }

    private static Row row(SocketOptions one, Model model) {
        return new Row(
                Figures.count(one.count()),
                Figures.percent((double) one.count() / model.closed()),
                Words.of(one.role()),
                one.lingers() ? Figures.count(one.soLinger()) + " s" : "off",
                one.reuseAddress() ? "on" : "off",
                one.site().label(),
                one.site().place(),
                one.site().library());
    }
}
