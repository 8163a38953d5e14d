package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.finding.FindingText;
import io.firstfin.analysis.finding.Severity;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The answer in five lines: how many connections were closed, who closed first, who keeps TIME_WAIT, what is wrong, what to
 * do. Who closed first is reported for each role, in a line of its own where they do not fit into one. That ports ran out
 * stands before all others. What FirstFin did not see takes one line more.
 */
final class Headline {

    private static final String CHANGE = "Change first: ";

    /** The form of a role's words that takes the least room. */
    private static final int SHORTEST = 2;

    private Headline() {}

    static String render(Report report) {
        Model model = report.model();
        Optional<String> exhausted = HeadlineProblem.outOfPorts(model);
        Optional<Finding> leading = report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .findFirst();
        return exhausted.map(Lines::line).orElse("")
                + Lines.line(closed(model))
                + closedFirst(model)
                + timeWait(model)
                + (exhausted.isEmpty() ? Lines.line(HeadlineProblem.line(model, leading)) : "")
                + Lines.line(change(report))
                + notSeen(report, exhausted.isEmpty() ? leading : Optional.empty());
    }

    private static String closed(Model model) {
        long closed = model.closed();
        boolean several = model.recordings().jvms().size() > 1;
        String all = Figures.count(closed, "connection")
                + (several ? " of " + model.recordings().jvms().size() + " JVMs" : "")
                + (closed == 1 ? " was" : " were")
                + " closed in " + Figures.span(model.recordings().observed());
        double perSecond = model.closedPerSecond(group -> true);
        String rate =
                perSecond == 0 ? "" : ", " + (several ? "up to " : "") + Figures.measured(perSecond) + " a second";
        String open = opened(model) + ".";
        String whole = all + rate + open;
        return whole.length() <= Lines.WIDTH ? whole : all + open;
    }

    private static String opened(Model model) {
        long opened = model.opened(OpenGroup::succeeded);
        return model.stillOpen() == 0
                ? ""
                : "; of " + Figures.count(opened) + " opened meanwhile " + Figures.count(model.stillOpen())
                        + " stayed open";
    }

    /** In one line, or where that is too long in one for each role. */
    private static String closedFirst(Model model) {
        return model.closed() == 0
                ? Lines.line("Closed first: nothing was closed while the recording ran.")
                : byRole(
                        "Closed first: ",
                        model,
                        (role, form) -> Words.as(role) + " "
                                + shares(
                                        model,
                                        role,
                                        ClosedFirst.values(),
                                        group -> group.verdict().closedFirst(),
                                        FindingText::of)
                                + (form < SHORTEST
                                        ? " of " + Figures.count(model.closed(group -> group.role() == role))
                                        : "")
                                + proof(model, role, form));
    }

    private static String timeWait(Model model) {
        if (model.closed() == 0) {
            OptionalLong most = model.recordings().networks().stream()
                    .flatMapToLong(network -> network.mostTimeWait().stream())
                    .max();
            return Lines.line(
                    most.orElse(0) == 0
                            ? "TIME_WAIT: none was made meanwhile."
                            : "TIME_WAIT: none was made meanwhile; the kernel counted up to "
                                    + Figures.count(most.getAsLong()) + " from before or elsewhere.");
        }
        return byRole(
                "Keeps TIME_WAIT: ",
                model,
                (role, form) -> Words.as(role) + " "
                        + shares(
                                model,
                                role,
                                TimeWait.values(),
                                group -> group.verdict().timeWait(),
                                Words::of));
    }

    /**
     * What a client and a server do is not mixed: the one's TIME_WAIT takes ports, the other's takes none.
     *
     * @param words of a role in a form, from 0, the longest, to {@link #SHORTEST}
     */
    private static String byRole(String begin, Model model, BiFunction<Role, Integer, String> words) {
        List<Role> roles = Arrays.stream(Role.values())
                .filter(role -> model.closed(group -> group.role() == role) > 0)
                .toList();
        String together =
                begin + roles.stream().map(role -> words.apply(role, 0)).collect(Collectors.joining("; ")) + ".";
        return together.length() <= Lines.WIDTH
                ? Lines.line(together)
                : roles.stream()
                        .map(role -> IntStream.rangeClosed(0, SHORTEST)
                                .mapToObj(form -> begin + words.apply(role, form) + ".")
                                .filter(line -> line.length() <= Lines.WIDTH)
                                .findFirst()
                                .orElseGet(() -> begin + words.apply(role, SHORTEST) + "."))
                        .map(Lines::line)
                        .collect(Collectors.joining());
    }

    /** {@code we >99.9 %, unknown <0.1 %}: what there is, out of the closes in a role. */
    private static <T> String shares(
            Model model, Role role, T[] all, Function<CloseGroup, T> of, Function<T, String> word) {
        double closed = model.closed(group -> group.role() == role);
        return Arrays.stream(all)
                .filter(one -> model.closed(group -> group.role() == role && of.apply(group) == one) > 0)
                .map(one -> word.apply(one) + " "
                        + Figures.percent(
                                model.closed(group -> group.role() == role && of.apply(group) == one) / closed))
                .collect(Collectors.joining(", "));
    }

    /** What the verdicts in a role are worth, where they are not all proven. */
    private static String proof(Model model, Role role, int form) {
        double closed = model.closed(group -> group.role() == role);
        long supposed =
                model.closed(group -> group.role() == role && group.verdict().isSupposed());
        long unconfirmed =
                model.closed(group -> group.role() == role && group.verdict().isUnconfirmed());
        return supposed > 0
                ? "; " + Figures.percent(supposed / closed) + " supposed" + (form == 0 ? ", not proven" : "")
                : unconfirmed > 0 ? "; " + Figures.percent(unconfirmed / closed) + " unconfirmed" : "";
    }

    private static String change(Report report) {
        return report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .flatMap(finding -> finding.advice().stream())
                .findFirst()
                .map(advice -> CHANGE + Lines.clause(advice, Lines.WIDTH - CHANGE.length()))
                .orElseGet(() -> CHANGE
                        + NotSeen.in(report)
                                .map(why -> "unknown. " + Lines.clause(why, Lines.WIDTH - CHANGE.length() - 9))
                                .orElse("nothing has to change."));
    }

    /** A line more, unless the finding that leads is that very one. */
    private static String notSeen(Report report, Optional<Finding> leading) {
        boolean told = leading.filter(finding -> finding.id() == FindingId.UNTRACED_CONNECTIONS)
                .isPresent();
        return told
                ? ""
                : NotSeen.inPart(report)
                        .map(why -> Lines.line("Not seen: " + why))
                        .orElse("");
    }
}
