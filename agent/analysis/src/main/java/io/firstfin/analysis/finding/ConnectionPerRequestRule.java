package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** HTTP connections that carried one request each: what a build may refuse. */
final class ConnectionPerRequestRule implements Rule {

    private static final int ENOUGH = 5;
    private static final double FEWEST = 0.9;
    private static final double MOST = 1.1;
    private static final double BUSY_PER_SECOND = 10;
    private static final int SHOWN = 5;

    @Override
    public Stream<Finding> findings(Model model) {
        return FirstFew.of(
                model.destinations().stream()
                        .filter(use -> isFound(model, use))
                        .sorted(Comparator.comparingLong(DestinationUse::closed).reversed()),
                SHOWN,
                "destination",
                use -> finding(model, use));
    }

    static boolean isFound(Model model, DestinationUse use) {
        Requests carried = carried(model, use);
        return use.destination().role() == Role.CLIENT
                && carried.connections() >= ENOUGH
                && carried.average() >= FEWEST
                && carried.average() <= MOST;
    }

    private static Requests carried(Model model, DestinationUse use) {
        return model.connections().closes().stream()
                .filter(group -> group.destination().equals(use.destination()))
                .map(CloseGroup::requests)
                .reduce(Requests.NONE, Requests::plus);
    }

    private static Finding finding(Model model, DestinationUse use) {
        Requests carried = carried(model, use);
        String to = use.destination().label();
        Optional<SiteShare> opener =
                model.sites().busiest(Act.CONNECT, group -> group.destination().equals(use.destination()));
        WhyClosed why = WhyClosed.of(model, group -> group.destination().equals(use.destination()));
        String statement = Figures.count(carried.connections(), "connection") + " to " + to
                + " carried " + Figures.count(carried.total(), "request") + ", "
                + Figures.measured(carried.average()) + " each; "
                + Figures.measured(use.opensPerSecond()) + " are opened a second."
                + FindingText.where("opened", opener) + why.sentence();
        Evidence evidence = new Evidence()
                .with("destination", to)
                .with("connections", carried.connections())
                .with("requests", carried.total())
                .with("opensPerSecond", use.opensPerSecond())
                .site("opener", opener);
        why.into(evidence);
        List<String> advice = new ArrayList<>();
        advice.add("Reuse connections to " + to + ": one client or pool for all requests.");
        advice.addAll(why.changes(Role.CLIENT).toList());
        advice.add("Each new connection also costs a round trip, and with TLS a handshake.");
        return new Finding(
                FindingId.CONNECTION_PER_REQUEST,
                use.opensPerSecond() >= BUSY_PER_SECOND ? Severity.WARNING : Severity.INFO,
                statement,
                evidence.values(),
                List.copyOf(advice));
    }
}
