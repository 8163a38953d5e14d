package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kernel showed half of a destination's local ports taken, whatever for, where the rate of our
 * TIME_WAIT alone would not say so; or open connections that would use them up soon.
 */
final class PortsTakenRule implements Rule {

    private static final Duration SOON = Duration.ofMinutes(10);

    @Override
    public Stream<Finding> findings(Model model) {
        return model.ports().budgets().stream()
                .filter(budget -> budget.side() == PortSide.CLIENT)
                .filter(budget -> budget.fullest().capacity() > 0)
                .filter(budget -> used(budget) >= PortBudgetRule.WARNING || growsSoonFull(budget))
                .filter(budget -> model.destinations().stream()
                        .noneMatch(use ->
                                PortBudgetRule.isFound(use) && Held.sameEnd(use.destination(), budget.destination())))
                .map(budget -> finding(model, budget));
    }

    /** What the looks showed, to stand behind what a rate would make. */
    static String sentences(PortBudget budget) {
        return " The kernel showed at most " + Figures.count(budget.fullest().held()) + " sockets on these ports: "
                + Held.words(budget.fullest()) + "." + left(budget);
    }

    static void into(Evidence evidence, PortBudget budget) {
        Held.into(evidence, budget.fullest());
        budget.fullest().used().ifPresent(used -> evidence.with("portsTakenPercent", used * 100));
        budget.soonest().ifPresent(look -> evidence.millis("millisLeft", look.left()));
    }

    private static Finding finding(Model model, PortBudget budget) {
        Destination to = budget.destination();
        Network network = model.recordings().network(to);
        PortCount most = budget.fullest();
        WhyClosed why =
                WhyClosed.of(model, group -> group.leavesTimeWaitWithUs() && Held.sameEnd(group.destination(), to));
        String statement = "Of " + Figures.count(most.capacity()) + " local ports towards "
                + to.label() + " at most " + Figures.percent(used(budget)) + " were taken: "
                + Held.words(most) + ". At the last of " + Figures.count(budget.looks(), "look")
                + " there were " + Figures.count(budget.last().held()) + "." + left(budget);
        Evidence evidence = new Evidence()
                .with("destination", to.label())
                .with("source", to.source())
                .with("ephemeralPorts", most.capacity())
                .with("looks", budget.looks());
        into(evidence, budget);
        why.into(evidence);
        boolean reused = !Held.mostlyOpen(most)
                && !BoundFirst.towards(to, model)
                && network.settings()
                        .map((KernelSettings all) -> all.reusesTimeWait(to))
                        .orElse(false);
        return new Finding(
                FindingId.PORT_BUDGET,
                PortBudgetRule.severity(used(budget), reused),
                statement,
                evidence.values(),
                PortAdvice.of(to, model, why, Optional.of(most)));
    }

    /** The part of its ports that was taken at most, from 0 to 1. */
    static double used(PortBudget budget) {
        return budget.fullest().used().orElse(0);
    }

    /** TIME_WAIT grows for 60 s only; open connections may go on. */
    private static boolean growsSoonFull(PortBudget budget) {
        return budget.soonest()
                .filter(look -> Held.mostlyOpen(look) && look.left().compareTo(SOON) < 0)
                .isPresent();
    }

    private static String left(PortBudget budget) {
        return budget.soonest()
                .map(look -> look.left().isZero()
                        ? " At one of the looks none was free."
                        : " Had it gone on as before one of the looks, the last free one would have been" + " taken "
                                + Figures.span(look.left()) + " later.")
                .orElse("");
    }
}
