package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One address uses up its ports towards a port of ours, as a NAT or a balancer in front of us may. How
 * many ports it has only it knows: Linux's default is the measure.
 */
final class PeerPortsRule implements Rule {

    private static final int SHOWN = 3;
    private static final double WARNING = 0.5;

    @Override
    public Stream<Finding> findings(Model model) {
        return model.ports().budgets().stream()
                .filter(budget -> budget.side() == PortSide.SERVER)
                .filter(budget -> share(budget) >= WARNING)
                .sorted(Comparator.comparingLong(
                        (PortBudget budget) -> budget.fullest().held()).reversed())
                .limit(SHOWN)
                .map(PeerPortsRule::finding);
    }

    private static Finding finding(PortBudget budget) {
        PortCount most = budget.fullest();
        String ours = budget.destination().label();
        String statement = "Between " + budget.peer() + " and " + ours + " the kernel showed at most "
                + Figures.count(most.held()) + " sockets: " + Held.words(most) + ". By Linux's"
                + " default of " + Figures.count(KernelSettings.DEFAULT_RANGE) + " that address has "
                + Figures.percent(share(budget)) + " of its ports towards " + ours + " in use.";
        Evidence evidence = new Evidence().with("peer", budget.peer())
                .with("port", budget.destination().port()).with("looks", budget.looks());
        Held.into(evidence, most);
        return new Finding(FindingId.PEER_PORTS, Severity.WARNING, statement, evidence.values(),
                List.of("If " + budget.peer() + " is a NAT or a balancer, these ports are all it has"
                                + " for its clients: keep connections between it and us alive.",
                        "Each further address of it, and each further address or port of ours, has"
                                + " a budget of its own.",
                        "Our TIME_WAIT does not refuse it: Linux accepts a SYN in TIME_WAIT whose"
                                + " timestamp or sequence number is later (RFC 6191). Open"
                                + " connections hold their ports."));
    }

    private static double share(PortBudget budget) {
        return (double) budget.fullest().held() / KernelSettings.DEFAULT_RANGE;
    }
}
