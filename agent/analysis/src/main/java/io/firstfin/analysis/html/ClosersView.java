package io.firstfin.analysis.html;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Reasons;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.report.Words;
import io.firstfin.verdict.ClosedFirst;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who closed first, and why. */
record ClosersView(boolean none, List<Reason> reasons, List<Row> ways) {

    private static final int SHOWN = 10;

    /** The closes of one reason, parted by who was first. */
    record Reason(
            String words,
            String name,
            String us,
            String peer,
            String otherwise,
            String all,
            String share,
            List<Bar> bars) {}

    /** The closes of one way to end. */
    record Row(String role, String first, String ending, String timeWait, String count, String share) {}

    private record Way(String role, String first, String ending, String timeWait) {}

    static ClosersView of(Model model) {
        return new ClosersView(model.closed() == 0, reasons(model), ways(model));
    }

    private static List<Reason> reasons(Model model) {
        List<Map.Entry<String, List<CloseGroup>>> sorted =
                sorted(model, group -> group.why().reason());
        List<Reason> reasons = new ArrayList<>();
        long most = sorted.isEmpty() ? 1 : count(sorted.get(0).getValue());
        sorted.stream()
                .limit(SHOWN)
                .forEach(entry ->
                        reasons.add(reason(words(entry.getKey()), entry.getKey(), entry.getValue(), model, most)));
        if (sorted.size() > SHOWN) {
            List<CloseGroup> rest = sorted.stream()
                    .skip(SHOWN)
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
            reasons.add(reason(Figures.count(sorted.size() - SHOWN) + " others", "", rest, model, most));
        }
        return reasons;
    }

    private static String words(String reason) {
        return reason.equals("UNKNOWN") ? "no reason is proven" : Reasons.words(reason);
    }

    private static Reason reason(String words, String name, List<CloseGroup> groups, Model model, long most) {
        long us = first(groups, ClosedFirst.LOCAL);
        long peer = first(groups, ClosedFirst.REMOTE);
        long all = count(groups);
        double scale = Math.max(most, all);
        return new Reason(
                words,
                name,
                Figures.count(us),
                Figures.count(peer),
                Figures.count(all - us - peer),
                Figures.count(all),
                Figures.percent((double) all / model.closed()),
                List.of(
                        Bar.of("us", 0, us / scale),
                        Bar.of("peer", us / scale, peer / scale),
                        Bar.of("otherwise", (us + peer) / scale, (all - us - peer) / scale)));
    }

    private static List<Row> ways(Model model) {
        return sorted(
                        model,
                        group -> new Way(
                                Words.of(group.destination().role()),
                                Words.first(group.verdict()),
                                Words.of(group.ending(), group.reset()),
                                Words.of(group.verdict().timeWait())))
                .stream()
                .map(entry -> new Row(
                        entry.getKey().role(),
                        entry.getKey().first(),
                        entry.getKey().ending(),
                        entry.getKey().timeWait(),
                        Figures.count(count(entry.getValue())),
                        Figures.percent((double) count(entry.getValue()) / model.closed())))
                .toList();
    }

    private static <K> List<Map.Entry<K, List<CloseGroup>>> sorted(Model model, Function<CloseGroup, K> by) {
        return model.connections().closes().stream().collect(Collectors.groupingBy(by)).entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<K, List<CloseGroup>> entry) -> -count(entry.getValue()))
                        .thenComparing(entry -> entry.getKey().toString()))
                .toList();
    }

    private static long first(List<CloseGroup> groups, ClosedFirst side) {
        return groups.stream()
                .filter(group -> group.verdict().closedFirst() == side)
                .mapToLong(CloseGroup::count)
                .sum();
    }

    private static long count(List<CloseGroup> groups) {
        return groups.stream().mapToLong(CloseGroup::count).sum();
    }
}
