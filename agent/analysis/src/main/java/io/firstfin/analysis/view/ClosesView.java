package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Reasons;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.Trigger;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The closes in groups that are alike, the most first: where the connections led, who closed first, how, why and in
 * which code.
 *
 * @param none what to report where nothing was closed; otherwise empty
 * @param capped how many groups and closes are not shown, and how to see every close; empty when all are shown
 * @param sampled what to report where the call sites come from sampled stacks; otherwise empty
 */
public record ClosesView(String none, List<Row> rows, String capped, String sampled) {

    /**
     * Closes that are alike.
     *
     * @param role such as {@code client}
     * @param reason why they were closed, in words
     * @param reasonName the constant of the reason
     * @param sites the call sites that closed connections to this destination with this ending; where there are several,
     *     it was not counted which of them closed these
     * @param closes how many
     */
    public record Row(
            String destination,
            String role,
            String first,
            String ending,
            String reason,
            String reasonName,
            String program,
            List<String> sites,
            long closes,
            String count,
            String share) {}

    private record Key(String destination, String role, String first, String ending, Why why, List<String> sites) {}

    /** What closes and the acts of call sites have in common. */
    private record Common(String destination, String network, Set<Mark> marks) {

        static Common of(Destination destination, Set<Mark> marks) {
            Set<Mark> common = EnumSet.noneOf(Mark.class);
            common.addAll(marks);
            common.remove(Mark.OVERDUE);
            common.remove(Mark.LEFT_IN_FIN_WAIT2);
            return new Common(destination.label(), destination.network(), common);
        }
    }

    /** @param most so many groups are shown */
    public static ClosesView of(Model model, int most) {
        Map<Common, List<SiteGroup>> sites = model.sites().groups().stream()
                .filter(group -> group.act() == Act.CLOSE && group.site().isKnown())
                .collect(Collectors.groupingBy(group -> Common.of(group.destination(), group.marks())));
        List<Row> all = model.connections().closes().stream()
                .collect(Collectors.groupingBy(group -> key(group, sites), Collectors.summingLong(CloseGroup::count)))
                .entrySet()
                .stream()
                .sorted(Comparator.comparingLong((Map.Entry<Key, Long> entry) -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().toString()))
                .map(entry -> row(entry.getKey(), entry.getValue(), model.closed()))
                .toList();
        return new ClosesView(
                all.isEmpty() ? "Nothing was closed while the recording ran." : "",
                all.stream().limit(most).toList(),
                capped(all, most),
                model.sites().sampled()
                        ? "The call sites are estimates from sampled stacks; the closes are counted."
                        : "");
    }

    private static String capped(List<Row> all, int most) {
        if (all.size() <= most) {
            return "";
        }
        long closes = all.stream().skip(most).mapToLong(Row::closes).sum();
        return "The " + Figures.count(most) + " groups with most closes are shown; "
                + Figures.count(all.size() - most, "more group") + " with " + Figures.count(closes, "close")
                + (all.size() - most == 1 ? " is" : " are") + " not. The command report --closes prints every close.";
    }

    private static Key key(CloseGroup group, Map<Common, List<SiteGroup>> sites) {
        return new Key(
                group.destination().label(),
                Words.of(group.role()),
                Words.first(group.verdict()),
                Words.of(group.ending(), group.reset()),
                group.why().withoutChallenge(),
                group.trigger() == Trigger.EXIT ? List.of() : sites(group, sites));
    }

    private static List<String> sites(CloseGroup group, Map<Common, List<SiteGroup>> sites) {
        return SiteShare.of(sites.getOrDefault(Common.of(group.destination(), marks(group)), List.of()).stream())
                .stream()
                .map(share -> share.site().place())
                .distinct()
                .toList();
    }

    /** Those of the marks of an act that all closes of a group have, or none. */
    private static Set<Mark> marks(CloseGroup group) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (group.leavesTimeWaitWithUs()) {
            marks.add(Mark.TIME_WAIT_OURS);
        }
        if (group.closedTooEarly()) {
            marks.add(Mark.CLOSED_TOO_EARLY);
        }
        if (group.trigger() == Trigger.CLEANER) {
            marks.add(Mark.COLLECTED);
        }
        switch (group.reset().cause()) {
            case LINGER -> marks.add(Mark.RESET_BY_LINGER);
            case UNREAD_DATA -> marks.add(Mark.RESET_BY_UNREAD_DATA);
            default -> {}
        }
        return marks;
    }

    private static Row row(Key key, long closes, long all) {
        String reason = key.why().reason();
        return new Row(
                key.destination(),
                key.role(),
                key.first(),
                key.ending(),
                reason.equals(Why.UNKNOWN.reason()) ? "no reason is proven" : Reasons.words(reason),
                reason,
                key.why().program(),
                key.sites(),
                closes,
                Figures.count(closes),
                Figures.percent((double) closes / all));
    }
}
