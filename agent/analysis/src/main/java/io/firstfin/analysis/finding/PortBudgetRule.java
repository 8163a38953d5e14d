package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteShare;
import java.util.Optional;
import java.util.stream.Stream;

/** Our TIME_WAIT will hold half of a destination's local ports or more. */
final class PortBudgetRule implements Rule {

    private static final double WARNING = 0.5;
    private static final double CRITICAL = 0.9;

    @Override
    public Stream<Finding> findings(Model model) {
        return model.destinations().stream()
                .filter(use -> use.budgetUsed().orElse(0) >= WARNING)
                .map(use -> finding(model, use));
    }

    private static Finding finding(Model model, DestinationUse use) {
        Optional<SiteShare> closer = model.sites().busiest(Act.CLOSE, group ->
                group.destination().equals(use.destination())
                        && group.marks().contains(Mark.TIME_WAIT_OURS));
        int ports = use.ports().orElseThrow();
        double used = use.budgetUsed().orElseThrow();
        String statement = Figures.measured(use.timeWaitPerSecond())
                + " connections a second to " + use.destination().label()
                + " end in our TIME_WAIT, 60 s each: " + Figures.count(
                        Math.round(use.projectedTimeWait()))
                + " sockets for " + Figures.count(ports) + " local ports, "
                + Figures.percent(used) + " of the budget, which allows "
                + PortAdvice.perSecond(ports) + " a second."
                + Say.where("closed", closer) + reuse(use);
        return new Finding(FindingId.PORT_BUDGET, severity(used, use.reused()), statement,
                new Evidence()
                        .with("destination", use.destination().label())
                        .with("source", use.destination().source())
                        .with("timeWaitPerSecond", use.timeWaitPerSecond())
                        .with("projectedTimeWait", Math.round(use.projectedTimeWait()))
                        .with("ephemeralPorts", ports)
                        .with("budgetUsedPercent", used * 100)
                        .with("limitPerSecond", ports / DestinationUse.TIME_WAIT_SECONDS)
                        .site("closer", closer)
                        .values(),
                PortAdvice.of(use.destination(), use.network()));
    }

    private static String reuse(DestinationUse use) {
        KernelSettings settings = use.network().settings().orElseThrow();
        return !use.reused() ? "" : " This kernel hands such a port out again after "
                + Figures.span(settings.reuseDelay()) + " (tcp_tw_reuse=" + settings.twReuse()
                + (use.destination().isLoopback() ? ", loopback" : "")
                + "), so connects may go on beyond that.";
    }

    /** Where the kernel reuses the ports the same use is one step less urgent. */
    private static Severity severity(double used, boolean reused) {
        if (used >= CRITICAL) {
            return reused ? Severity.WARNING : Severity.CRITICAL;
        }
        return reused ? Severity.INFO : Severity.WARNING;
    }
}
