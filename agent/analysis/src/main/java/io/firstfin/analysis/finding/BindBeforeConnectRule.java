package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.SiteShare;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Client sockets bind before they connect, and so share one pool of ports. */
final class BindBeforeConnectRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        long count = model.opened(OpenGroup::boundFirst);
        if (count == 0) {
            return Stream.empty();
        }
        long destinations = model.connections().opens().stream()
                .filter(OpenGroup::boundFirst)
                .map(OpenGroup::destination)
                .distinct()
                .count();
        Optional<SiteShare> opener = model.sites().busiest(Act.CONNECT, Mark.BOUND_FIRST);
        Optional<PortBudget> pool = model.ports().budgets().stream()
                .filter(budget ->
                        budget.side() == PortSide.BIND && budget.fullest().capacity() > 0)
                .max(Comparator.comparingDouble(PortsTakenRule::used));
        String statement = FindingText.were(count, "connect") + " made from sockets bound before, to "
                + Figures.count(destinations, "destination") + ": they share one pool of local"
                + " ports instead of having one for each destination."
                + FindingText.where("made", opener)
                + pool.map(BindBeforeConnectRule::shown).orElse("");
        Evidence evidence = new Evidence()
                .with("connects", count)
                .with("destinations", destinations)
                .site("opener", opener);
        pool.ifPresent(budget -> PortsTakenRule.into(evidence, budget));
        return Stream.of(new Finding(
                FindingId.BIND_BEFORE_CONNECT,
                Severity.WARNING,
                statement,
                evidence.values(),
                List.of(
                        "Connect without binding first, unless the peer asks for a fixed port.",
                        "To choose the source address only, set IP_BIND_ADDRESS_NO_PORT where your"
                                + " library can; the JDK cannot.")));
    }

    private static String shown(PortBudget pool) {
        return " The kernel showed at most " + Figures.percent(PortsTakenRule.used(pool))
                + " of that pool's " + Figures.count(pool.fullest().capacity())
                + " ports taken: " + Held.words(pool.fullest()) + ".";
    }
}
