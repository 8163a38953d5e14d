package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.RecordedJvm;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Moment;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import java.time.temporal.ChronoUnit;

/** What the reports say around the tables of whose TIME_WAIT stood. */
public final class TimeWaitWords {

    private TimeWaitWords() {}

    /** Why there is no table; empty where there is one. */
    public static String withoutTable(Model model) {
        if (model.ports().timeWait().isEmpty()) {
            return "Not known.";
        }
        return model.ports().timeWait().stream()
                        .allMatch(census -> census.charged() == 0
                                && census.kernel().map(Shown::timeWait).orElse(0L) == 0)
                ? "None of ours is known to have stood at the end."
                : "";
    }

    /** When that was, and in which JVM where there are several. */
    public static String when(Model model, TimeWaitCensus census) {
        RecordedJvm jvm = model.recordings().jvms().get(census.jvm());
        String whose = model.recordings().jvms().size() > 1 ? "JVM " + jvm.pid() + ", " : "";
        return whose
                + (census.moment() == Moment.PEAK ? "At the peak, " : "At the end, ")
                + census.time().truncatedTo(ChronoUnit.SECONDS);
    }

    /** How many they were, and what the kernel showed then. */
    public static String howMany(TimeWaitCensus census) {
        return Figures.count(census.charged()) + " of ours by the closes of the 60 s before"
                + (census.whole() ? "" : ", as far as they were recorded") + "."
                + census.kernel().map(TimeWaitWords::shown).orElse(" The kernel was not asked.")
                + (census.estimated()
                        ? " The places are estimates from sampled stacks; the total" + " is counted."
                        : "");
    }

    /** Why an owner closed, and by which HTTP client or server. */
    public static String why(TimeWaitOwner owner) {
        return owner.why().reason()
                + (owner.why().program().isEmpty() ? "" : ", " + owner.why().program());
    }

    private static String shown(Shown kernel) {
        if (!kernel.byBudgets()) {
            return " The kernel counted " + Figures.count(kernel.timeWait()) + " in this network"
                    + " namespace, those of all programs together.";
        }
        return " The kernel showed " + Figures.count(kernel.timeWait()) + " on this JVM's ports"
                + (kernel.ours() < 0 ? "" : ", " + Figures.count(kernel.ours()) + " of them known as ours")
                + (kernel.otherProcesses() < 0
                        ? ""
                        : "; sockets of other processes there: " + Figures.count(kernel.otherProcesses()))
                + (kernel.leftOut() == 0 ? "" : "; budgets left out: " + Figures.count(kernel.leftOut())) + ".";
    }
}
