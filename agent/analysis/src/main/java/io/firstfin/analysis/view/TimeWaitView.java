package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.RecordedJvm;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Moment;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Which code left the TIME_WAIT that stood at its peak and at the end, beside what the kernel showed.
 *
 * @param why why there is no table; empty where there are some
 * @param more how many censuses are not shown; empty when all are
 */
public record TimeWaitView(String why, List<Census> censuses, String more) {

    /**
     * One moment of one JVM.
     *
     * @param when that was, and in which JVM where there are several
     * @param howMany they were, and what the kernel showed then
     * @param beside what was charged to code, and what the kernel showed
     * @param more how many owners are not shown; empty when all are
     */
    public record Census(
            TimeWaitCensus census, String when, String howMany, List<Row> beside, List<Owner> owners, String more) {

        /** Whether any TIME_WAIT was charged to our code. */
        public boolean isCharged() {
            return census.charged() > 0;
        }
    }

    /** A number of sockets. */
    public record Row(String what, String count, List<Bar> bars) {}

    /**
     * Sockets in TIME_WAIT, and the code that left them.
     *
     * @param why why it closed, and by which HTTP client or server
     */
    public record Owner(
            TimeWaitOwner owner,
            String place,
            String library,
            String destination,
            String why,
            String count,
            String share,
            List<Bar> bars) {}

    /**
     * @param mostCensuses so many censuses are shown
     * @param mostOwners and so many owners of each
     */
    public static TimeWaitView of(Model model, int mostCensuses, int mostOwners) {
        List<TimeWaitCensus> all = model.ports().timeWait();
        return new TimeWaitView(
                withoutTable(all),
                all.stream()
                        .limit(mostCensuses)
                        .map(census -> census(model, census, mostOwners))
                        .toList(),
                Words.more(all.size(), mostCensuses));
    }

    private static String withoutTable(List<TimeWaitCensus> all) {
        if (all.isEmpty()) {
            return "Not known.";
        }
        return all.stream()
                        .allMatch(census -> census.charged() == 0
                                && census.kernel().map(Shown::timeWait).orElse(0L) == 0)
                ? "None of ours is known to have stood at the end."
                : "";
    }

    private static Census census(Model model, TimeWaitCensus census, int mostOwners) {
        return new Census(
                census,
                when(model, census),
                howMany(census),
                census.kernel().map(shown -> beside(census, shown)).orElse(List.of()),
                census.owners().stream()
                        .limit(mostOwners)
                        .map(owner -> owner(owner, census.charged()))
                        .toList(),
                Words.more(census.owners().size(), mostOwners));
    }

    private static String when(Model model, TimeWaitCensus census) {
        RecordedJvm jvm = model.recordings().jvms().get(census.jvm());
        return (model.recordings().jvms().size() > 1 ? "JVM " + jvm.pid() + ", " : "")
                + (census.moment() == Moment.PEAK ? "At the peak, " : "At the end, ")
                + census.time().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String howMany(TimeWaitCensus census) {
        return Figures.count(census.charged()) + " of ours by the closes of the 60 s before"
                + (census.whole() ? "" : ", as far as they were recorded") + "."
                + census.kernel().map(TimeWaitView::shown).orElse(" The kernel was not asked.")
                + (census.estimated() ? " The places are estimates from sampled stacks; the total is counted." : "");
    }

    private static String shown(Shown kernel) {
        if (!kernel.byBudgets()) {
            return " The kernel counted " + Figures.count(kernel.timeWait()) + " in this network namespace, those of"
                    + " all programs together.";
        }
        return " The kernel showed " + Figures.count(kernel.timeWait()) + " on this JVM's ports"
                + (kernel.ours() < 0 ? "" : ", " + Figures.count(kernel.ours()) + " of them known as ours")
                + (kernel.otherProcesses() < 0
                        ? ""
                        : "; sockets of other processes there: " + Figures.count(kernel.otherProcesses()))
                + (kernel.leftOut() == 0 ? "" : "; budgets left out: " + Figures.count(kernel.leftOut())) + ".";
    }

    private static List<Row> beside(TimeWaitCensus census, Shown shown) {
        double most = Math.max(1, Math.max(census.charged(), shown.timeWait()));
        List<Row> rows = new ArrayList<>();
        rows.add(row("us", "charged to our code", census.charged(), most));
        if (shown.ours() >= 0) {
            rows.add(row("us", "known to the agent as ours", shown.ours(), most));
        }
        rows.add(row(
                "counted",
                shown.byBudgets()
                        ? "shown by the kernel on this JVM's ports"
                        : "counted by the kernel in the network namespace, all programs together",
                shown.timeWait(),
                most));
        return rows;
    }

    private static Row row(String kind, String what, long count, double most) {
        return new Row(what, Figures.count(count), List.of(new Bar(kind, 0, count / most)));
    }

    private static Owner owner(TimeWaitOwner owner, long all) {
        double share = (double) owner.count() / all;
        return new Owner(
                owner,
                owner.site().place(),
                owner.site().library(),
                owner.destination().label(),
                owner.why().reason()
                        + (owner.why().program().isEmpty()
                                ? ""
                                : ", " + owner.why().program()),
                Figures.count(owner.count()),
                Figures.percent(share),
                List.of(new Bar("us", 0, share)));
    }
}
