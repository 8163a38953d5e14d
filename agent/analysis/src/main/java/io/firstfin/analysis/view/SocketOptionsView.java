package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SocketOptions;
import io.firstfin.verdict.Role;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            String place,
            String library) {}

    /** What the options do. */
    public String legend() {
        return "With SO_LINGER 0 s, close sends a reset: nobody keeps TIME_WAIT, and data that was not delivered yet is"
                + " lost. With a longer one, close waits until the data is delivered, for that long at most. With"
                + " SO_REUSEADDR, bind can take a port that is in TIME_WAIT; connect alone does not need it."
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
            return "No connection was closed with SO_LINGER on, and no client connection with SO_REUSEADDR on.";
        }
        return "Of " + Figures.count(model.closed(), "close") + ", "
                + Stream.of(
                                had(chosen, one -> one.soLinger() == 0, "SO_LINGER 0 s"),
                                had(chosen, one -> one.soLinger() > 0, "SO_LINGER of 1 s or longer"),
                                had(
                                        chosen,
                                        one -> one.reuseAddress() && one.role() != Role.SERVER,
                                        "SO_REUSEADDR on, accepted connections not counted"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static String had(List<SocketOptions> groups, Predicate<SocketOptions> which, String option) {
        long count =
                groups.stream().filter(which).mapToLong(SocketOptions::count).sum();
        return count == 0 ? "" : Figures.count(count) + " had " + option;
    }

    private static Row row(SocketOptions one, Model model) {
        return new Row(
                Figures.count(one.count()),
                Figures.percent((double) one.count() / model.closed()),
                Words.of(one.role()),
                one.lingers() ? Figures.count(one.soLinger()) + " s" : "off",
                one.reuseAddress() ? "on" : "off",
                one.site().place(),
                one.site().library());
    }
}
