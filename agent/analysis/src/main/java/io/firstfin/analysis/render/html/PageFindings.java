package io.firstfin.analysis.render.html;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.view.ClosesView;
import io.firstfin.analysis.view.FindingsView;
import io.firstfin.analysis.view.SitesView;
import io.firstfin.analysis.view.TimelineView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of a page, with links to what they depend on: the chart of a destination, its closes, the call site.
 */
record PageFindings(List<One> all) {

    private static final int LINKS = 3;

    /** So much advice is shown at once; what comes after it is for who has time. */
    private static final int ADVICE = 3;

    /**
     * A finding.
     *
     * @param anchor names it within the page: its code, with a number where it is not the first of its kind
     * @param isFolded whether its first sentence is shown alone, as something more urgent stands above
     * @param earlierTitle the title of the finding above that has the same advice; empty without one
     */
    record One(FindingsView.One finding, String anchor, boolean isFolded, String earlierTitle, List<Link> links) {

        /** What to do first. */
        List<String> advice() {
            return finding.advice().subList(0, shownAtOnce());
        }

        /** What else to do, to be unfolded. */
        List<String> moreAdvice() {
            return finding.advice().subList(shownAtOnce(), finding.advice().size());
        }

        private int shownAtOnce() {
            int size = finding.advice().size();
            // one more line takes no more room than the line that would unfold it
            return size == ADVICE + 1 ? size : Math.min(size, ADVICE);
        }
    }

    /**
     * A link to a part of the page.
     *
     * @param to the name of that part
     * @param subject the number of the subject that the charts show then; empty where it leads elsewhere
     * @param destination the destination whose closes the table shows then; empty where it leads elsewhere
     */
    record Link(String to, String text, String subject, String destination) {}

    static PageFindings of(FindingsView view, TimelineView timeline, ClosesView closes, SitesView sites) {
        Map<String, Integer> ofKind = new HashMap<>();
        Map<String, String> titles = new HashMap<>();
        List<One> all = new ArrayList<>();
        for (FindingsView.One finding : view.all()) {
            int number = ofKind.merge(finding.id(), 1, Integer::sum);
            titles.putIfAbsent(finding.id(), finding.title());
            all.add(new One(
                    finding,
                    finding.id() + (number == 1 ? "" : "-" + number),
                    finding.isInfo() && !view.all().get(0).isInfo(),
                    titles.getOrDefault(finding.sameAs(), ""),
                    links(finding, timeline, closes, sites)));
        }
        return new PageFindings(List.copyOf(all));
    }

    private static List<Link> links(
            FindingsView.One finding, TimelineView timeline, ClosesView closes, SitesView sites) {
        List<Link> links = new ArrayList<>();
        finding.destinations().stream()
                .flatMap(destination -> timeline.subject(destination).stream())
                .limit(LINKS)
                .forEach(subject ->
                        links.add(new Link("timeline", "Over time: " + subject.label(), "" + subject.place(), "")));
        finding.destinations().stream()
                .map(Destination::label)
                .filter(label ->
                        closes.rows().stream().anyMatch(row -> row.destination().equals(label)))
                .limit(1)
                .forEach(label -> links.add(new Link("closes", "Closes: " + label, "", label)));
        String text = finding.statement() + " " + finding.evidence();
        Map<String, String> places = new HashMap<>();
        sites.tables().stream()
                .flatMap(table -> table.rows().stream())
                .filter(row -> text.contains(row.place()) && places.putIfAbsent(row.place(), row.anchor()) == null)
                .limit(LINKS)
                .forEach(row -> links.add(new Link(row.anchor(), "Call site: " + fileAndLine(row.place()), "", "")));
        return List.copyOf(links);
    }

    /** Of {@code a.B.c(B.java:7)} what stands between the brackets. */
    private static String fileAndLine(String place) {
        int open = place.lastIndexOf('(');
        return open < 0 || !place.endsWith(")") ? place : place.substring(open + 1, place.length() - 1);
    }
}
