package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.finding.Severity;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.TimeWait;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The answer in five lines: how many, who was first, who keeps TIME_WAIT, what is the matter, what to
 * do. That ports ran out stands before all others. What FirstFin did not see takes a sixth.
 */
final class Headline {

    private static final String CHANGE = "Change first: ";

    private Headline() {}

    static String render(Report report) {
        Model model = report.model();
        Optional<String> exhausted = Exhaustion.in(model);
        Optional<Finding> leading = report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .findFirst();
        return exhausted.map(Lines::line).orElse("")
                + Lines.line(closed(model))
                + Lines.line(closedFirst(model))
                + Lines.line(timeWait(model))
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

    private static String closedFirst(Model model) {
        if (model.closed() == 0) {
            return "Closed first: nothing was closed while the recording ran.";
        }
        String shares = "Closed first: we " + first(model, ClosedFirst.LOCAL)
                + ", the peer " + first(model, ClosedFirst.REMOTE)
                + ", both at once " + first(model, ClosedFirst.BOTH)
                + ", unknown " + first(model, ClosedFirst.UNKNOWN);
        double supposed = model.share(group -> group.verdict().isSupposed());
        double unconfirmed = model.share(group -> group.verdict().isUnconfirmed());
        return supposed > 0
                ? widest(
                        shares + "; " + Figures.percent(supposed),
                        " of all supposed, not proven.",
                        " supposed, not proven.",
                        " supposed.")
                : unconfirmed > 0 ? shares + "; " + Figures.percent(unconfirmed) + " unconfirmed." : shares + ".";
    }

    /** With the first of the endings that fits in a line, or with the last one. */
    private static String widest(String line, String... endings) {
        return Arrays.stream(endings)
                .map(ending -> line + ending)
                .filter(whole -> whole.length() <= Lines.WIDTH)
                .findFirst()
                .orElse(line + endings[endings.length - 1]);
    }

    private static String first(Model model, ClosedFirst side) {
        return Figures.percent(model.share(group -> group.verdict().closedFirst() == side));
    }

    private static String timeWait(Model model) {
        if (model.closed() == 0) {
            OptionalLong most = model.recordings().networks().stream()
                    .flatMapToLong(network -> network.mostTimeWait().stream())
                    .max();
            return most.orElse(0) == 0
                    ? "TIME_WAIT: none was made meanwhile."
                    : "TIME_WAIT: none was made meanwhile; the kernel counted up to " + Figures.count(most.getAsLong())
                            + " from before or elsewhere.";
        }
        return "TIME_WAIT stays with us " + keeps(model, TimeWait.LOCAL)
                + ", the peer " + keeps(model, TimeWait.REMOTE)
                + ", both " + keeps(model, TimeWait.BOTH)
                + ", nobody " + keeps(model, TimeWait.NONE)
                + ", unknown " + keeps(model, TimeWait.UNKNOWN) + ".";
    }

    private static String keeps(Model model, TimeWait side) {
        return Figures.percent(model.share(group -> group.verdict().timeWait() == side));
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
