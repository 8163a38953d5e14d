package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteShare;
import java.util.List;

/** The code that closes, connects and accepts. */
final class SitesSection {

    private static final int SHOWN = 10;

    private SitesSection() {}

    static String render(Model model) {
        String text = table(
                        "Closes first and leaves us TIME_WAIT",
                        model.sites().of(Act.CLOSE, group -> group.marks().contains(Mark.TIME_WAIT_OURS)))
                + table("Closes", model.sites().of(Act.CLOSE, group -> true))
                + table("Connects", model.sites().of(Act.CONNECT, group -> true))
                + table("Accepts", model.sites().of(Act.ACCEPT, group -> true));
        if (text.isEmpty()) {
            return "No stack was recorded.\n";
        }
        return text.substring(1)
                + (model.sites().sampled() ? "\nEstimates: the recording holds sampled stacks.\n" : "");
    }

    private static String table(String what, List<SiteShare> sites) {
        if (sites.stream().noneMatch(share -> share.site().isKnown())) {
            return "";
        }
        TextTable table = new TextTable().number("Count", 11).number("Share", 7).sites(what, 74);
        sites.stream()
                .limit(SHOWN)
                .forEach(share -> table.row(
                        Figures.count(share.count()),
                        Figures.percent(share.share()),
                        share.site().label()));
        int more = sites.size() - SHOWN;
        return "\n" + table.render() + (more > 0 ? "and " + Figures.count(more) + " more\n" : "");
    }
}
