package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.FindingText;
import io.firstfin.analysis.finding.Reasons;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who closed first, how and why. What is only supposed has rows of its own.
 *
 * @param none what to report where nothing was closed; otherwise empty
 * @param endings the closes by role, verdict, ending and TIME_WAIT
 * @param noProgram what to report where no reason and no HTTP program is known; otherwise empty
 * @param programs the closes by reason and by HTTP client or server
 * @param morePrograms how many of them are not shown; empty when all are
 * @param reasons the closes by reason, divided by who was first; the last one takes what is beyond the most
 */
public record ClosersView(
        String none,
        List<Ending> endings,
        String noProgram,
        List<Program> programs,
        String morePrograms,
        List<Reason> reasons) {

    /** The closes that ended alike. */
    public record Ending(String role, String first, String ending, String timeWait, String count, String share) {}

    /**
     * The closes of one reason by one HTTP client or server.
     *
     * @param requests those a connection carried, on average; "-" when unknown
     */
    public record Program(String reason, String program, String first, String requests, String count, String share) {}

    /**
     * The closes of one reason, divided by who was first.
     *
     * @param name the constant of the reason; empty for the rest
     */
    public record Reason(
            String words,
            String name,
            String us,
            String peer,
            String otherwise,
            String all,
            String share,
            List<Bar> bars) {}

    private record EndingKey(Role role, String first, TimeWait timeWait, String ending) {}

    private record ProgramKey(Role role, ClosedFirst closedFirst, Why why) {}

    /** What the columns of the programs mean. */
    public String legend() {
        return "First: who closed first. Requests: those a connection carried, on average.";
    }

    /**
     * @param mostReasons so many reasons have a row of their own
     * @param mostPrograms and so many reasons with their program
     */
    public static ClosersView of(Model model, int mostReasons, int mostPrograms) {
        boolean anyProgram = model.connections().closes().stream()
                .anyMatch(
                        group -> group.why().isKnown() || !group.why().program().isEmpty());
        List<Program> programs = anyProgram ? programs(model) : List.of();
        return new ClosersView(
                model.closed() == 0 ? "Nothing was closed while the recording ran." : "",
                endings(model),
                anyProgram ? "" : "No HTTP client or server that FirstFin knows used these connections.",
                programs.stream().limit(mostPrograms).toList(),
                Words.more(programs.size(), mostPrograms),
                reasons(model, mostReasons));
    }

    private static List<Ending> endings(Model model) {
        return sorted(
                        model,
                        group -> new EndingKey(
                                group.role(),
                                Words.first(group.verdict()),
                                group.verdict().timeWait(),
                                Words.of(group.ending(), group.reset())))
                .stream()
                .map(entry -> new Ending(
                        Words.of(entry.getKey().role()),
                        entry.getKey().first(),
                        entry.getKey().ending(),
                        Words.of(entry.getKey().timeWait()),
                        Figures.count(count(entry.getValue())),
                        share(entry.getValue(), model)))
                .toList();
    }

    private static List<Program> programs(Model model) {
        return sorted(
                        model,
                        group -> new ProgramKey(
                                group.role(),
                                group.verdict().closedFirst(),
                                group.why().withoutChallenge()))
                .stream()
                .map(entry -> program(entry.getKey(), entry.getValue(), model))
                .toList();
    }

    private static Program program(ProgramKey key, List<CloseGroup> groups, Model model) {
        Requests requests = groups.stream().map(CloseGroup::requests).reduce(Requests.NONE, Requests::plus);
        return new Program(
                key.why().reason(),
                key.why().program().isEmpty()
                        ? "none known, as " + Words.of(key.role())
                        : key.why().program(),
                FindingText.of(key.closedFirst()),
                requests.connections() == 0 ? "-" : Figures.measured(requests.average()),
                Figures.count(count(groups)),
                share(groups, model));
    }

    private static List<Reason> reasons(Model model, int shown) {
        List<Map.Entry<String, List<CloseGroup>>> sorted =
                sorted(model, group -> group.why().reason());
        List<Reason> reasons = new ArrayList<>();
        long most = sorted.isEmpty() ? 1 : count(sorted.get(0).getValue());
        sorted.stream()
                .limit(shown)
                .forEach(entry ->
                        reasons.add(reason(words(entry.getKey()), entry.getKey(), entry.getValue(), model, most)));
        if (sorted.size() > shown) {
            List<CloseGroup> rest = sorted.stream()
                    .skip(shown)
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
            reasons.add(reason(Figures.count(sorted.size() - shown) + " others", "", rest, model, most));
        }
        return reasons;
    }

    private static String words(String reason) {
        return reason.equals(Why.UNKNOWN.reason()) ? "no reason is proven" : Reasons.words(reason);
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
                share(groups, model),
                List.of(
                        new Bar("us", 0, us / scale),
                        new Bar("peer", us / scale, peer / scale),
                        new Bar("otherwise", (us + peer) / scale, (all - us - peer) / scale)));
    }

    /** The closes that have a key in common, the most first. */
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

    private static String share(List<CloseGroup> groups, Model model) {
        return Figures.percent((double) count(groups) / model.closed());
    }
}
