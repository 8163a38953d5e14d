package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.analysis.model.Sites;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The code that closes, connects and accepts.
 *
 * @param none what to report where no stack was recorded; otherwise empty
 * @param sampled what to report where the counts are estimates; otherwise empty
 */
public record SitesView(String none, String sampled, List<Table> tables) {

    /**
     * The sites of one act.
     *
     * @param more how many are not shown; empty when all are
     */
    public record Table(String title, List<Row> rows, String more) {}

    /**
     * A site; its stack is an example and may be empty.
     *
     * @param anchor names the row within a page
     */
    public record Row(
            String anchor,
            String label,
            String place,
            String library,
            String count,
            String share,
            List<Bar> bars,
            List<String> stack) {}

    /** @param most so many sites are shown of each act */
    public static SitesView of(Sites sites, int most) {
        List<Table> tables = Stream.of(
                        table(
                                "time-wait",
                                "Closes first and leaves us TIME_WAIT",
                                sites,
                                Act.CLOSE,
                                group -> group.marks().contains(Mark.TIME_WAIT_OURS),
                                most),
                        table("closes", "Closes", sites, Act.CLOSE, group -> true, most),
                        table("connects", "Connects", sites, Act.CONNECT, group -> true, most),
                        table("accepts", "Accepts", sites, Act.ACCEPT, group -> true, most))
                .filter(table -> !table.rows().isEmpty())
                .toList();
        return new SitesView(
                tables.isEmpty() ? "No stack was recorded." : "",
                sites.sampled() ? "Estimates: the recording holds sampled stacks." : "",
                tables);
    }

    private static Table table(String name, String title, Sites sites, Act act, Predicate<SiteGroup> which, int most) {
        List<SiteShare> shares = sites.of(act, which);
        if (shares.stream().noneMatch(share -> share.site().isKnown())) {
            return new Table(title, List.of(), "");
        }
        return new Table(
                title,
                IntStream.range(0, Math.min(most, shares.size()))
                        .mapToObj(place -> row("site-" + name + "-" + (place + 1), shares.get(place), sites))
                        .toList(),
                Words.more(shares.size(), most));
    }

    private static Row row(String anchor, SiteShare share, Sites sites) {
        return new Row(
                anchor,
                share.site().label(),
                share.site().place(),
                share.site().library(),
                Figures.count(share.count()),
                Figures.percent(share.share()),
                List.of(new Bar("us", 0, share.share())),
                sites.stack(share.site()));
    }
}
