package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TimeWaitProjection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Much of the local ports towards a destination is used: our TIME_WAIT would hold half of them or more if its rate
 * lasted; or the kernel showed half of them taken, whatever for; or open connections would use them up soon. Each
 * destination has a budget of its own, so that several are told by the worst, and never as a share of one budget.
 */
final class PortBudgetRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        Map<Destination, DestinationUse> projected = new LinkedHashMap<>();
        model.destinations().stream()
                .filter(use -> use.projectedBudget().orElse(0) >= Thresholds.PORTS_WARNING)
                .sorted(Comparator.comparing((DestinationUse use) -> severity(model, use))
                        .thenComparing(Comparator.comparingDouble((DestinationUse use) ->
                                        use.projectedBudget().orElseThrow())
                                .reversed()))
                .forEach(use -> projected.put(use.destination(), use));
        List<PortBudget> taken = model.ports().budgets().stream()
                .filter(budget -> budget.side() == PortSide.CLIENT)
                .filter(budget -> budget.fullest().capacity() > 0)
                .filter(budget -> PortUsageText.used(budget) >= Thresholds.PORTS_WARNING || isSoonFull(budget))
                .filter(budget -> !isOfOthersAlone(model, budget))
                .filter(budget ->
                        projected.keySet().stream().noneMatch(to -> PortUsageText.sameEnd(to, budget.destination())))
                .sorted(Comparator.comparing((PortBudget budget) -> severity(model, budget))
                        .thenComparing(
                                Comparator.comparingDouble(PortUsageText::used).reversed()))
                .toList();
        return Stream.concat(
                Causes.bySite(
                                model,
                                projected.values().stream()
                                        .map(use -> new AffectedDestination(use.destination(), use.timeWaitOurs()))
                                        .toList(),
                                Causes.acts(Act.CLOSE, Mark.TIME_WAIT_OURS))
                        .stream()
                        .map(cause -> projected(model, cause, projected)),
                Causes.bySite(
                                model,
                                taken.stream()
                                        .map(budget -> new AffectedDestination(
                                                budget.destination(),
                                                budget.fullest().held()))
                                        .toList(),
                                Causes.acts(Act.CONNECT))
                        .stream()
                        .map(cause -> taken(model, cause, taken)));
    }

    private static Finding projected(Model model, Cause cause, Map<Destination, DestinationUse> uses) {
        DestinationUse use = uses.get(cause.worst());
        WhyClosed why =
                WhyClosed.of(model, group -> cause.concerns(group.destination()) && group.leavesTimeWaitWithUs());
        Optional<PortBudget> shown = PortUsageText.towards(use.destination(), model);
        int ports = use.ports().orElseThrow();
        long sockets = Math.round(use.projection().sockets());
        double used = use.projectedBudget().orElseThrow();
        double all =
                model.closedPerSecond(group -> cause.concerns(group.destination()) && group.leavesTimeWaitWithUs());
        String statement = Figures.measured(use.timeWaitPerSecond())
                + " connections a second to " + use.destination().label()
                + " end in our TIME_WAIT. At this rate its " + TimeWaitProjection.SECONDS + " s would fill "
                + Figures.percent(used) + " of the budget: " + Figures.count(sockets)
                + " sockets for " + Figures.count(ports) + " local ports, which allow "
                + PortAdvice.perSecond(ports) + " a second."
                + cause.where("closed") + why.sentence()
                + shown.map(PortUsageText::sentences).orElseGet(() -> FindingText.counted(use.network()))
                + (isReused(model, use) ? reuse(use) : "")
                + others(cause, to -> uses.get(to).projectedBudget().orElseThrow())
                + (cause.isSingle()
                        ? ""
                        : " All " + Figures.count(cause.affected().size()) + " together make " + Figures.measured(all)
                                + " TIME_WAIT a second.");
        Evidence evidence = new Evidence()
                .destination(cause)
                .with("source", use.destination().source())
                .with("timeWaitPerSecond", use.timeWaitPerSecond());
        if (!cause.isSingle()) {
            evidence.with("timeWaitPerSecondOfAll", all);
        }
        evidence.with("projectedTimeWait", sockets)
                .counted(use.network())
                .with("ephemeralPorts", ports)
                .with("budgetUsedPercent", used * 100)
                .with("limitPerSecond", ports / TimeWaitProjection.SECONDS)
                .site("closer", cause.site());
        why.into(evidence);
        shown.ifPresent(budget -> PortUsageText.into(evidence, budget));
        shown.ifPresent(
                budget -> evidence.with("portsHeldBy", PortHolders.word(use.destination(), budget.fullest(), model)));
        return new Finding(
                FindingId.PORT_BUDGET,
                severity(model, use),
                statement,
                evidence,
                PortAdvice.of(cause, model, why, shown.map(PortBudget::fullest)),
                cause);
    }

    private static Finding taken(Model model, Cause cause, List<PortBudget> budgets) {
        PortBudget budget = budgetOf(cause.worst(), budgets);
        PortCount most = budget.fullest();
        WhyClosed why =
                WhyClosed.of(model, group -> group.leavesTimeWaitWithUs() && cause.mayConcern(group.destination()));
        String statement = "Of " + Figures.count(most.capacity()) + " local ports towards "
                + budget.destination().label() + " at most " + Figures.percent(PortUsageText.used(budget))
                + " were taken: " + PortUsageText.words(most) + ". At the last of "
                + Figures.count(budget.looks(), "sample")
                + " there were " + Figures.count(budget.last().held()) + "." + PortUsageText.left(budget)
                + cause.where("opened")
                + others(cause, to -> PortUsageText.used(budgetOf(to, budgets)));
        Evidence evidence = new Evidence()
                .destination(cause)
                .with("source", budget.destination().source())
                .with("ephemeralPorts", most.capacity())
                .with("looks", budget.looks())
                .site("opener", cause.site());
        PortUsageText.into(evidence, budget);
        evidence.with("portsHeldBy", PortHolders.word(budget.destination(), most, model));
        why.into(evidence);
        return new Finding(
                FindingId.PORT_BUDGET,
                severity(model, budget),
                statement,
                evidence,
                PortAdvice.of(cause, model, why, Optional.of(most)),
                cause);
    }

    /** The budget of a destination, the worst where several JVMs have one. */
    private static PortBudget budgetOf(Destination destination, List<PortBudget> worstFirst) {
        return worstFirst.stream()
                .filter(budget -> budget.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    private static String others(Cause cause, Function<Destination, Double> used) {
        int others = cause.affected().size() - 1;
        return others == 0
                ? ""
                : " The same holds for " + Figures.count(others, "more destination")
                        + (others == 1 ? ", with" : ", each with") + " a budget of its own: "
                        + cause.others(to -> Figures.percent(used.apply(to))) + ".";
    }

    private static String reuse(DestinationUse use) {
        KernelSettings settings = use.network().settings().orElseThrow();
        return " This kernel hands such a port out again after "
                + Figures.span(settings.reuseDelay()) + " (tcp_tw_reuse=" + settings.twReuse()
                + (use.destination().isLoopback() ? ", loopback" : "")
                + "), so connects may go on beyond that.";
    }

    private static boolean isReused(Model model, DestinationUse use) {
        return use.reused() && !PortAdvice.bindsFirst(use.destination(), model);
    }

    private static Severity severity(Model model, DestinationUse use) {
        return severity(use.projectedBudget().orElseThrow(), isReused(model, use));
    }

    /** All that holds its ports is another process's, and this JVM does not connect there. */
    private static boolean isOfOthersAlone(Model model, PortBudget budget) {
        return budget.fullest().otherProcesses() >= budget.fullest().held() && !isUsedHere(model, budget);
    }

    private static boolean isUsedHere(Model model, PortBudget budget) {
        return PortHolders.isUsedHere(budget.destination(), budget.fullest(), model);
    }

    private static Severity severity(Model model, PortBudget budget) {
        Destination to = budget.destination();
        if (!isUsedHere(model, budget)) {
            return Severity.INFO;
        }
        boolean reused = !budget.fullest().isMostlyOpen()
                && !PortAdvice.bindsFirst(to, model)
                && model.recordings()
                        .network(to)
                        .settings()
                        .map((KernelSettings all) -> all.reusesTimeWait(to))
                        .orElse(false);
        return severity(PortUsageText.used(budget), reused);
    }

    /** Where the kernel reuses the ports the same use is one step less urgent. */
    private static Severity severity(double used, boolean reused) {
        if (used >= Thresholds.PORTS_CRITICAL) {
            return reused ? Severity.WARNING : Severity.CRITICAL;
        }
        return reused ? Severity.INFO : Severity.WARNING;
    }

    /** TIME_WAIT grows for 60 s only; open connections may go on. */
    private static boolean isSoonFull(PortBudget budget) {
        return budget.soonest()
                .filter(sample -> sample.isMostlyOpen() && sample.left().compareTo(Thresholds.PORTS_USED_UP_SOON) < 0)
                .isPresent();
    }
}
