package io.firstfin.analysis.html;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.TimeWaitCensus;
import io.firstfin.analysis.model.TimeWaitCensus.Shown;
import io.firstfin.analysis.model.TimeWaitOwner;
import io.firstfin.analysis.report.TimeWaitWords;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose TIME_WAIT stood at its peak and at the end, beside what the kernel showed.
 *
 * @param why why there is no table; empty where there are some
 * @param more how many looks are not shown; empty when all are
 */
record TimeWaitView(String why, List<Look> looks, String more) {

    private static final int LOOKS_SHOWN = 20;
    private static final int OWNERS_SHOWN = 20;

    /**
     * One moment of one JVM.
     *
     * @param beside what was charged to code, and what the kernel showed
     * @param more how many owners are not shown; empty when all are
     */
    record Look(String when, String howMany, List<Row> beside, boolean charged, List<Owner> owners, String more) {}

    /** A number of sockets. */
    record Row(String what, String count, List<Bar> bars) {}

    /** Some sockets, and who is to be thanked for them. */
    record Owner(
            String place, String library, String destination, String why, String count, String share, List<Bar> bars) {}

    static TimeWaitView of(Model model) {
        String why = TimeWaitWords.withoutTable(model);
        List<TimeWaitCensus> all = why.isEmpty() ? model.ports().timeWait() : List.of();
        return new TimeWaitView(
                why,
                all.stream()
                        .limit(LOOKS_SHOWN)
                        .map(census -> look(model, census))
                        .toList(),
                all.size() <= LOOKS_SHOWN ? "" : Figures.count(all.size() - LOOKS_SHOWN));
    }

    private static Look look(Model model, TimeWaitCensus census) {
        int owners = census.owners().size();
        return new Look(
                TimeWaitWords.when(model, census),
                TimeWaitWords.howMany(census),
                census.kernel().map(shown -> beside(census, shown)).orElse(List.of()),
                census.charged() > 0,
                census.owners().stream()
                        .limit(OWNERS_SHOWN)
                        .map(owner -> owner(owner, census.charged()))
                        .toList(),
                owners <= OWNERS_SHOWN ? "" : Figures.count(owners - OWNERS_SHOWN));
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
        return new Row(what, Figures.count(count), List.of(Bar.of(kind, 0, count / most)));
    }

    private static Owner owner(TimeWaitOwner owner, long all) {
        double share = (double) owner.count() / all;
        return new Owner(
                owner.site().place(),
                owner.site().library(),
                owner.destination().label(),
                TimeWaitWords.why(owner),
                Figures.count(owner.count()),
                Figures.percent(share),
                List.of(Bar.of("us", 0, share)));
    }
}
