package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Many short connections to the same destination: one for each request. */
final class ShortConnectionsRule implements Rule {

    private static final int ENOUGH = 20;
    private static final double MOST = 0.8;
    private static final double BUSY_PER_SECOND = 10;
    private static final int SHOWN = 5;

    @Override
    public Stream<Finding> findings(Model model) {
        return FirstFew.of(
                model.destinations().stream()
                        .filter(use -> use.destination().role() == Role.CLIENT)
                        .filter(use -> !ConnectionPerRequestRule.isFound(model, use))
                        .filter(use -> use.lifetimes().known() >= ENOUGH)
                        .filter(use -> use.lifetimes().brief()
                                >= MOST * use.lifetimes().known())
                        .sorted(Comparator.comparingLong(DestinationUse::closed).reversed()),
                SHOWN,
                "destination",
                use -> finding(model, use));
    }

    private static String requests(Model model, DestinationUse use) {
        Requests carried = model.connections().closes().stream()
                .filter(group -> group.destination().equals(use.destination()))
                .map(CloseGroup::requests)
                .reduce(Requests.NONE, Requests::plus);
        return carried.connections() < MOST * use.closed()
                ? "Most likely each serves one request."
                : "Each carried " + Figures.measured(carried.average()) + " requests on average.";
    }

    private static Finding finding(Model model, DestinationUse use) {
        Lifetimes lifetimes = use.lifetimes();
        String to = use.destination().label();
        Optional<SiteShare> opener =
                model.sites().busiest(Act.CONNECT, group -> group.destination().equals(use.destination()));
        String statement = Figures.count(lifetimes.brief()) + " of "
                + Figures.count(lifetimes.known()) + " connections to " + to
                + " lived less than 1 s, " + Figures.span(lifetimes.average())
                + " on average; " + Figures.measured(use.opensPerSecond())
                + " are opened a second. " + requests(model, use)
                + FindingText.where("opened", opener);
        Severity severity = use.opensPerSecond() >= BUSY_PER_SECOND ? Severity.WARNING : Severity.INFO;
        return new Finding(
                FindingId.SHORT_CONNECTIONS,
                severity,
                statement,
                new Evidence()
                        .with("destination", to)
                        .with("shortConnections", lifetimes.brief())
                        .with("connections", lifetimes.known())
                        .millis("averageLifetimeMillis", lifetimes.average())
                        .with("opensPerSecond", use.opensPerSecond())
                        .site("opener", opener)
                        .values(),
                List.of(
                        "Reuse connections to " + to + ": one client or pool for all requests.",
                        "Each new connection also costs a round trip, and with TLS a handshake."));
    }
}
