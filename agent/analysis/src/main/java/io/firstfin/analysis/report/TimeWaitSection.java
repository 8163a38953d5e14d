package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.RecordedJvm;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Moment;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Whose TIME_WAIT stood at the end and at its peak: the code, the client and the reason. */
final class TimeWaitSection {

    private static final int SHOWN = 10;

    private TimeWaitSection() {}

    static String render(Model model) {
        if (model.ports().timeWait().isEmpty()) {
            return "Not known.\n";
        }
        if (model.ports().timeWait().stream().allMatch(census -> census.charged() == 0
                && census.kernel().map(Shown::timeWait).orElse(0L) == 0)) {
            return "None of ours is known to have stood at the end.\n";
        }
        return model.ports().timeWait().stream().map(census -> render(model, census))
                .collect(Collectors.joining("\n"));
    }

    private static String render(Model model, TimeWaitCensus census) {
        RecordedJvm jvm = model.jvms().get(census.jvm());
        String whose = model.jvms().size() > 1 ? "JVM " + jvm.pid() + ", " : "";
        String text = Lines.wrap("", whose + (census.moment() == Moment.PEAK ? "At the peak, "
                : "At the end, ") + census.time().truncatedTo(ChronoUnit.SECONDS) + ": "
                + Figures.count(census.charged()) + " of ours by the closes of the 60 s before"
                + (census.whole() ? "" : ", as far as they were recorded") + "."
                + census.kernel().map(TimeWaitSection::shown).orElse(" The kernel was not asked.")
                + (census.estimated() ? " The places are estimates from sampled stacks; the total"
                        + " is counted." : ""));
        return census.owners().isEmpty() ? text : text + table(census);
    }

    private static String table(TimeWaitCensus census) {
        TextTable table = new TextTable().number("Count", 9).number("Share", 7)
                .sites("Closed first in", 38).text("Why, and by what", 32);
        for (TimeWaitOwner owner : census.owners().stream().limit(SHOWN).toList()) {
            table.row(Figures.count(owner.count()),
                    Figures.percent((double) owner.count() / census.charged()),
                    owner.site().place(), owner.why().reason()
                            + (owner.why().program().isEmpty() ? "" : ", " + owner.why().program()));
        }
        int more = census.owners().size() - SHOWN;
        return table.render() + (more > 0 ? "and " + Figures.count(more) + " more\n" : "");
    }

    private static String shown(Shown kernel) {
        if (!kernel.byBudgets()) {
            return " The kernel counted " + Figures.count(kernel.timeWait()) + " in this network"
                    + " namespace, those of all programs together.";
        }
        return " The kernel showed " + Figures.count(kernel.timeWait()) + " on this JVM's ports"
                + (kernel.ours() < 0 ? "" : ", " + Figures.count(kernel.ours())
                        + " of them known as ours")
                + (kernel.otherProcesses() < 0 ? "" : "; sockets of other processes there: "
                        + Figures.count(kernel.otherProcesses()))
                + (kernel.leftOut() == 0 ? "" : "; budgets left out: "
                        + Figures.count(kernel.leftOut())) + ".";
    }
}
