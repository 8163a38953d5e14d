package io.firstfin.analysis.report;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.Severity;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.Role;
import io.firstfin.analysis.model.Side;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The answer in five lines: how many, who was first, who keeps TIME_WAIT, its cost, what to do.
 * That ports ran out stands before all others; connections that stayed open have a sixth line.
 */
final class Headline {

    private Headline() {}

    static String render(Report report) {
        Model model = report.model();
        Optional<String> exhausted = Exhaustion.in(model);
        return exhausted.map(Lines::line).orElse("")
                + Lines.line(closed(model))
                + opened(model)
                + Lines.line(closedFirst(model))
                + Lines.line(timeWait(model))
                + (exhausted.isEmpty() ? Lines.line(worst(model)) : "")
                + Lines.line(change(report));
    }

    private static String closed(Model model) {
        long closed = model.closed();
        double perSecond = model.closedPerSecond(group -> true);
        boolean several = model.jvms().size() > 1;
        String rate = perSecond == 0 ? ""
                : ", " + (several ? "up to " : "") + Figures.measured(perSecond) + " a second";
        double unconfirmed = model.share(group -> !group.verdict().confirmed());
        String trust = unconfirmed == 0 ? ""
                : "; " + Figures.percent(unconfirmed) + " of the verdicts are not confirmed";
        return Figures.count(closed, "connection")
                + (several ? " of " + model.jvms().size() + " JVMs" : "")
                + (closed == 1 ? " was" : " were")
                + " closed in " + Figures.span(model.observed()) + rate + trust + ".";
    }

    private static String opened(Model model) {
        long opened = model.opened(OpenGroup::succeeded);
        return model.stillOpen() == 0 ? "" : Lines.line(Figures.count(opened, "connection")
                + (opened == 1 ? " was" : " were") + " opened meanwhile, of which "
                + Figures.count(model.stillOpen()) + (model.stillOpen() == 1 ? " was" : " were")
                + " still open at the end.");
    }

    private static String closedFirst(Model model) {
        if (model.closed() == 0) {
            return "Closed first: nothing was closed while the recording ran.";
        }
        return "Closed first: we " + first(model, Side.LOCAL)
                + ", the peer " + first(model, Side.REMOTE)
                + ", both at once " + first(model, Side.BOTH)
                + ", unknown " + first(model, Side.UNKNOWN) + ".";
    }

    private static String first(Model model, Side side) {
        return Figures.percent(model.share(group -> group.verdict().closedFirst() == side));
    }

    private static String timeWait(Model model) {
        if (model.closed() == 0) {
            OptionalLong most = model.networks().stream()
                    .flatMapToLong(network -> network.mostTimeWait().stream()).max();
            return most.orElse(0) == 0 ? "TIME_WAIT: none was made meanwhile."
                    : "TIME_WAIT: none was made meanwhile; the kernel counted up to "
                            + Figures.count(most.getAsLong()) + " from before or elsewhere.";
        }
        return "TIME_WAIT stays with us " + keeps(model, Side.LOCAL)
                + ", the peer " + keeps(model, Side.REMOTE)
                + ", both " + keeps(model, Side.BOTH)
                + ", nobody " + keeps(model, Side.NONE)
                + ", unknown " + keeps(model, Side.UNKNOWN) + ".";
    }

    private static String keeps(Model model, Side side) {
        return Figures.percent(model.share(group -> group.verdict().timeWait() == side));
    }

    private static String worst(Model model) {
        return model.destinations().stream()
                .filter(use -> use.destination().role() == Role.CLIENT)
                .findFirst()
                .map(use -> use.timeWaitOurs() == 0
                        ? "Worst destination: none; no TIME_WAIT of ours was made towards any."
                        : worst(use))
                .orElse("Worst destination: none, nothing was connected to.");
    }

    private static String worst(DestinationUse use) {
        return "Worst destination: " + use.destination().label() + (use.projectedBudget().isEmpty()
                ? ", our " + Figures.measured(use.timeWaitPerSecond())
                        + " TIME_WAIT/s; its port budget was not recorded."
                : "; at this rate TIME_WAIT would fill "
                        + Figures.percent(use.projectedBudget().getAsDouble())
                        + " of " + Figures.count(use.ports().getAsInt()) + " ports.");
    }

    private static String change(Report report) {
        return report.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .flatMap(finding -> finding.advice().stream())
                .findFirst()
                .map(advice -> "Change first: " + advice)
                .orElse("Change first: nothing has to change.");
    }
}
