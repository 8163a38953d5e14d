package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.analysis.model.TimeWaitProjection;
import java.util.Optional;
import java.util.stream.Stream;

/** Our TIME_WAIT would hold half of a destination's local ports or more if its rate lasted. */
final class PortBudgetRule implements Rule {

    static final double WARNING = 0.5;
    static final double CRITICAL = 0.9;

    @Override
    public Stream<Finding> findings(Model model) {
        return model.destinations().stream().filter(use -> isFound(use)).map(use -> finding(model, use));
    }

    /** Whether the rate of a destination is worth this finding. */
    static boolean isFound(DestinationUse use) {
        return use.projectedBudget().orElse(0) >= WARNING;
    }

    private static Finding finding(Model model, DestinationUse use) {
        Optional<SiteShare> closer = model.sites()
                .busiest(
                        Act.CLOSE,
                        group -> group.destination().equals(use.destination())
                                && group.marks().contains(Mark.TIME_WAIT_OURS));
        WhyClosed why = WhyClosed.of(
                model, group -> group.destination().equals(use.destination()) && group.leavesTimeWaitWithUs());
        Optional<PortBudget> shown = Held.towards(use.destination(), model);
        int ports = use.ports().orElseThrow();
        long sockets = Math.round(use.projection().sockets());
        double used = use.projectedBudget().orElseThrow();
        boolean reused = use.reused() && !BoundFirst.towards(use.destination(), model);
        String statement = Figures.measured(use.timeWaitPerSecond())
                + " connections a second to " + use.destination().label()
                + " end in our TIME_WAIT. At this rate its 60 s would fill "
                + Figures.percent(used) + " of the budget: " + Figures.count(sockets)
                + " sockets for " + Figures.count(ports) + " local ports, which allow "
                + PortAdvice.perSecond(ports) + " a second."
                + FindingText.where("closed", closer) + why.sentence()
                + shown.map(PortsTakenRule::sentences).orElseGet(() -> FindingText.counted(use.network()))
                + (reused ? reuse(use) : "");
        Evidence evidence = new Evidence()
                .with("destination", use.destination().label())
                .with("source", use.destination().source())
                .with("timeWaitPerSecond", use.timeWaitPerSecond())
                .with("projectedTimeWait", sockets)
                .counted(use.network())
                .with("ephemeralPorts", ports)
                .with("budgetUsedPercent", used * 100)
                .with("limitPerSecond", ports / TimeWaitProjection.SECONDS)
                .site("closer", closer);
        why.into(evidence);
        shown.ifPresent(budget -> PortsTakenRule.into(evidence, budget));
        return new Finding(
                FindingId.PORT_BUDGET,
                severity(used, reused),
                statement,
                evidence.values(),
                PortAdvice.of(use.destination(), model, why, shown.map(PortBudget::fullest)));
    }

    private static String reuse(DestinationUse use) {
        KernelSettings settings = use.network().settings().orElseThrow();
        return " This kernel hands such a port out again after "
                + Figures.span(settings.reuseDelay()) + " (tcp_tw_reuse=" + settings.twReuse()
                + (use.destination().isLoopback() ? ", loopback" : "")
                + "), so connects may go on beyond that.";
    }

    /** Where the kernel reuses the ports the same use is one step less urgent. */
    static Severity severity(double used, boolean reused) {
        if (used >= CRITICAL) {
            return reused ? Severity.WARNING : Severity.CRITICAL;
        }
        return reused ? Severity.INFO : Severity.WARNING;
    }
}
