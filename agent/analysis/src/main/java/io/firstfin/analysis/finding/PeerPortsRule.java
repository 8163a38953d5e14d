package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One address uses up its ports towards a port of ours, as a NAT or a balancer in front of us may. How many ports it
 * has, and its TIME_WAIT, only it knows: Linux's defaults are the measure. Our own TIME_WAIT takes no port of it.
 */
final class PeerPortsRule implements Rule {

    /**
     * What one address needs.
     *
     * @param open its sockets here that are not in TIME_WAIT, at the sample with most of all
     * @param waiting its own TIME_WAIT after 60 s, if it goes on opening and closing first as it did
     */
    private record Need(PortBudget budget, long open, double opensPerSecond, double closesFirst, double waiting) {

        static Need of(Model model, PortBudget budget) {
            PortCount most = budget.fullest();
            double opens = Math.max(most.opensPerSecond(), budget.last().opensPerSecond());
            double part = closedFirstByPeers(model, budget.destination());
            return new Need(
                    budget,
                    Math.max(0, most.held() - Math.max(0, most.timeWait())),
                    opens,
                    part,
                    opens * part * TimeWaitProjection.SECONDS);
        }

        double share() {
            return (open + waiting) / KernelSettings.DEFAULT_RANGE;
        }
    }

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(
                model.ports().budgets().stream()
                        .filter(budget -> budget.side() == PortSide.SERVER)
                        .filter(budget -> !isOurself(model, budget))
                        .map(budget -> Need.of(model, budget))
                        .filter(need -> need.share() >= Thresholds.PORTS_WARNING)
                        .sorted(Comparator.comparingDouble(Need::share).reversed())
                        .collect(Collectors.groupingBy(
                                need -> List.of(
                                        need.budget.peer(),
                                        need.budget.destination().network()),
                                LinkedHashMap::new,
                                Collectors.toList()))
                        .values()
                        .stream(),
                "peer",
                PeerPortsRule::finding);
    }

    /** Our own connects come from there, and have a budget of their own. */
    private static boolean isOurself(Model model, PortBudget budget) {
        return model.destinations().stream()
                .map(DestinationUse::destination)
                .anyMatch(to -> to.role() == Role.CLIENT
                        && to.port() == budget.destination().port()
                        && to.source().equals(budget.peer()));
    }

    private static double closedFirstByPeers(Model model, Destination ours) {
        long all = model.closed(group -> group.destination().equals(ours));
        long peers = model.closed(group -> group.destination().equals(ours)
                && (group.verdict().timeWait() == TimeWait.REMOTE
                        || group.verdict().timeWait() == TimeWait.BOTH));
        return all == 0 ? 0 : (double) peers / all;
    }

    /** @param needs of one peer, towards the port where it needs most first */
    private static Finding finding(List<Need> needs) {
        Need need = needs.get(0);
        List<String> others = needs.stream()
                .skip(1)
                .limit(Thresholds.NAMED)
                .map(other -> Figures.percent(other.share()) + " towards "
                        + other.budget.destination().label())
                .toList();
        String peer = need.budget.peer();
        String ours = need.budget.destination().label();
        String statement = peer + " needs about " + Figures.percent(need.share())
                + " of its ports towards " + ours + ", if it has Linux's default of "
                + Figures.count(KernelSettings.DEFAULT_RANGE) + ": "
                + Figures.count(need.open) + " for connections that are open, "
                + Figures.count(Math.round(need.waiting)) + " for TIME_WAIT at "
                + Figures.measured(need.opensPerSecond) + " connections a second, of which clients"
                + " close " + Figures.percent(need.closesFirst) + " first."
                + (others.isEmpty() ? "" : " It also needs " + String.join(", ", others) + ".");
        Evidence evidence = new Evidence()
                .with("peer", peer)
                .with("port", need.budget.destination().port())
                .with("openConnections", need.open)
                .with("opensPerSecond", need.opensPerSecond)
                .with("closedFirstByClientsPercent", need.closesFirst * 100)
                .with("projectedTimeWaitOfPeer", Math.round(need.waiting))
                .with("looks", need.budget.looks());
        return new Finding(
                FindingId.PEER_PORTS,
                Severity.WARNING,
                statement,
                evidence.values(),
                List.of(
                        "Keep connections between " + peer
                                + " and us alive: if it is a NAT or a balancer, these ports are"
                                + " all it has for its clients.",
                        "Each further address of it, and each further address or port of ours, has a budget of its"
                                + " own.",
                        "Where we close first its ports are free at once: Linux accepts a SYN in our TIME_WAIT whose"
                                + " timestamp or sequence number is later (RFC 6191). Behind a NAT each client has its own:"
                                + " a connect that is refused for it takes a second longer."));
    }
}
