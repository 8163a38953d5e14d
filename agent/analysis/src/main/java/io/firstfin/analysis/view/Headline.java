package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.ChangeFirst;
import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Finding;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.finding.Severity;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The answer in five lines: how many connections were closed, who closed first, who keeps TIME_WAIT, what is wrong, what to
 * do. Who closed first is reported for each role; roles share a line where they fit. That ports or
 * descriptors ran out stands before all others. What FirstFin did not see takes one line more.
 */
final class Headline {

    private static final String CHANGE = "Change first: ";
    private static final String CHANGE_AT_LEISURE = "Change first (not urgent): ";

    private Headline() {}

    static String render(Report report) {
        Model model = report.model();
        Optional<String> exhausted =
                HeadlineProblem.outOfPorts(model).or(() -> HeadlineProblem.outOfDescriptors(model));
        List<Finding> leading = leading(report.findings());
        return exhausted.map(Lines::line).orElse("")
                + Lines.line(closed(model))
                + closedFirst(model)
                + timeWait(model)
                + (exhausted.isEmpty() ? Lines.line(HeadlineProblem.line(model, leading)) : "")
                + Lines.line(change(report, leading))
                + notSeen(report, exhausted.isEmpty() ? leading : List.of());
    }

    /**
     * The finding that matters most, and those of the same cause: the first one that is more than information, or else the
     * first one that asks for a change.
     */
    private static List<Finding> leading(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .findFirst()
                .or(() -> findings.stream().filter(ChangeFirst::isAskedFor).findFirst())
                .map(first -> Stream.concat(
                                Stream.of(first),
                                findings.stream()
                                        .skip(findings.indexOf(first) + 1L)
                                        .takeWhile(other -> other.sameCauseAs().isPresent()))
                        .toList())
                .orElse(List.of());
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
        long endedWithJvm = model.endedWithJvm(destination -> true);
        String ended = endedWithJvm == 0
                ? ""
                : ", " + Figures.count(endedWithJvm) + " as " + (several ? "a" : "the") + " JVM ended";
        String open = opened(model) + ".";
        return Stream.of(all + rate + ended + open, all + ended + open)
                .filter(line -> line.length() <= Lines.WIDTH)
                .findFirst()
                .orElse(all + open);
    }

    private static String opened(Model model) {
        long opened = model.opened(OpenGroup::succeeded);
        return model.stillOpen() == 0
                ? ""
                : "; of " + Figures.count(opened) + " opened meanwhile " + Figures.count(model.stillOpen())
                        + " stayed open";
    }

    private static String closedFirst(Model model) {
        return model.closed() == 0
                ? Lines.line("Closed first: nothing was closed while the recording ran.")
                : RoleShares.closedFirst(model);
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
        return RoleShares.timeWait(model);
    }

    private static String change(Report report, List<Finding> leading) {
        List<String> changes = leading.isEmpty() ? List.of() : ChangeFirst.of(report.model(), leading);
        if (changes.isEmpty()) {
            return CHANGE
                    + NotSeen.in(report)
                            .map(why -> "unknown. " + Lines.clause(why, Lines.WIDTH - CHANGE.length() - 9))
                            .orElse("nothing has to change.");
        }
        String begin = leading.get(0).severity() == Severity.INFO ? CHANGE_AT_LEISURE : CHANGE;
        int room = Lines.WIDTH - begin.length();
        return begin
                + changes.stream()
                        .filter(change -> change.length() <= room)
                        .findFirst()
                        .orElseGet(() -> Lines.clause(changes.get(changes.size() - 1), room));
    }

    /** A line more, unless the finding that leads is that very one. */
    private static String notSeen(Report report, List<Finding> leading) {
        boolean told = leading.stream().limit(1).anyMatch(finding -> finding.id() == FindingId.UNTRACED_CONNECTIONS);
        return told
                ? ""
                : NotSeen.inPart(report)
                        .map(why -> Lines.line("Not seen: " + why))
                        .orElse("");
    }
}
