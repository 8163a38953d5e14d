package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortSide;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Client sockets bind before they connect, and so share one pool of ports. */
final class BindBeforeConnectRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(
                Causes.ofConnects(model, OpenGroup::boundFirst, Causes.acts(Act.CONNECT, Mark.BOUND_FIRST)).stream(),
                "call site",
                cause -> finding(model, cause));
    }

    private static Finding finding(Model model, Cause cause) {
        Optional<PortBudget> pool = model.ports().budgets().stream()
                .filter(budget ->
                        budget.side() == PortSide.BIND && budget.fullest().capacity() > 0)
                .filter(budget ->
                        budget.destination().network().equals(cause.worst().network()))
                .max(Comparator.comparingDouble(PortUsageText::used));
        String statement = FindingText.were(cause.count(), "connect") + " made from sockets bound before, to "
                + Figures.count(cause.affected().size(), "destination") + ": they share one pool of local"
                + " ports instead of having one for each destination."
                + cause.where("made")
                + pool.map(BindBeforeConnectRule::shown).orElse("")
                + cause.byDestination();
        Evidence evidence = new Evidence()
                .with("connects", cause.count())
                .with("destinations", cause.affected().size())
                .site("opener", cause.site());
        pool.ifPresent(budget -> PortUsageText.into(evidence, budget));
        return new Finding(
                FindingId.BIND_BEFORE_CONNECT,
                Severity.WARNING,
                statement,
                evidence,
                List.of(
                        "Connect without binding first, unless the peer asks for a fixed port.",
                        "To choose the source address only, set IP_BIND_ADDRESS_NO_PORT where your"
                                + " library can; the JDK cannot."),
                cause);
    }

    private static String shown(PortBudget pool) {
        return " The kernel showed at most " + Figures.percent(PortUsageText.used(pool))
                + " of that pool's " + Figures.count(pool.fullest().capacity())
                + " ports taken: " + PortUsageText.words(pool.fullest()) + ".";
    }
}
