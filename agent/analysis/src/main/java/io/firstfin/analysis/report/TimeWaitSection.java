package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitOwner;
import java.util.stream.Collectors;

/** Whose TIME_WAIT stood at the end and at its peak: the code, the client and the reason. */
final class TimeWaitSection {

    private static final int SHOWN = 10;

    private TimeWaitSection() {}

    static String render(Model model) {
        String why = TimeWaitWords.withoutTable(model);
        return !why.isEmpty()
                ? why + "\n"
                : model.ports().timeWait().stream()
                        .map(census -> render(model, census))
                        .collect(Collectors.joining("\n"));
    }

    private static String render(Model model, TimeWaitCensus census) {
        String text = Lines.wrap("", TimeWaitWords.when(model, census) + ": " + TimeWaitWords.howMany(census));
        return census.owners().isEmpty() ? text : text + table(census);
    }

    private static String table(TimeWaitCensus census) {
        TextTable table = new TextTable()
                .number("Count", 9)
                .number("Share", 7)
                .sites("Closed first in", 38)
                .text("Why, and by what", 32);
        for (TimeWaitOwner owner : census.owners().stream().limit(SHOWN).toList()) {
            table.row(
                    Figures.count(owner.count()),
                    Figures.percent((double) owner.count() / census.charged()),
                    owner.site().place(),
                    TimeWaitWords.why(owner));
        }
        int more = census.owners().size() - SHOWN;
        return table.render() + (more > 0 ? "and " + Figures.count(more) + " more\n" : "");
    }
}
