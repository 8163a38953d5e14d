package io.firstfin.analysis.html;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.analysis.model.Sites;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The code that closes, connects and accepts.
 *
 * @param sampled the counts are estimates
 */
record SitesView(boolean none, boolean sampled, List<Table> tables) {

    private static final int SHOWN = 15;

    /**
     * The sites of one act.
     *
     * @param more how many are not shown; empty when all are
     */
    record Table(String title, List<Row> rows, String more) {}

    /** A site; its stack is an example and may be empty. */
    record Row(String place, String library, String count, String share, List<Bar> bars, List<String> stack) {}

    static SitesView of(Sites sites) {
        List<Table> tables = Stream.of(
                        table(
                                "Closes first and leaves us TIME_WAIT",
                                sites,
                                Act.CLOSE,
                                group -> group.marks().contains(Mark.TIME_WAIT_OURS)),
                        table("Closes", sites, Act.CLOSE, group -> true),
                        table("Connects", sites, Act.CONNECT, group -> true),
                        table("Accepts", sites, Act.ACCEPT, group -> true))
                .filter(table -> !table.rows().isEmpty())
                .toList();
        return new SitesView(tables.isEmpty(), sites.sampled(), tables);
    }

    private static Table table(String title, Sites sites, Act act, Predicate<SiteGroup> which) {
        List<SiteShare> shares = sites.of(act, which);
        if (shares.stream().noneMatch(share -> share.site().isKnown())) {
            return new Table(title, List.of(), "");
        }
        return new Table(
                title,
                shares.stream().limit(SHOWN).map(share -> row(share, sites)).toList(),
                shares.size() <= SHOWN ? "" : Figures.count(shares.size() - SHOWN));
    }

    private static Row row(SiteShare share, Sites sites) {
        return new Row(
                share.site().place(),
                share.site().library(),
                Figures.count(share.count()),
                Figures.percent(share.share()),
                List.of(Bar.of("us", 0, share.share())),
                sites.stack(share.site()));
    }
}
