package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Requests;
import io.firstfin.verdict.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Code opens many short connections: one for each request. */
final class ShortConnectionsRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        Set<Destination> perRequest = ConnectionPerRequestRule.found(model)
                .flatMap(cause -> cause.affected().stream())
                .map(AffectedDestination::destination)
                .collect(Collectors.toSet());
        List<AffectedDestination> candidates = model.destinations().stream()
                .filter(use -> use.destination().role() == Role.CLIENT)
                .filter(use -> !perRequest.contains(use.destination()))
                .filter(use -> use.lifetimes().known() >= Thresholds.REUSABLE_CONNECTIONS)
                .filter(use -> use.lifetimes().brief()
                        >= Thresholds.SHORT_SHARE * use.lifetimes().known())
                .sorted(Comparator.comparingLong(DestinationUse::closed).reversed())
                .map(use -> new AffectedDestination(
                        use.destination(), use.lifetimes().known()))
                .toList();
        return ShownFindings.of(
                Causes.bySite(model, candidates, Causes.acts(Act.CONNECT)).stream()
                        .filter(cause -> cause.count() >= Thresholds.SHORT_CONNECTIONS),
                "call site",
                cause -> finding(model, cause));
    }

    private static Finding finding(Model model, Cause cause) {
        List<CloseGroup> closes = model.connections().closes().stream()
                .filter(group -> cause.concerns(group.destination()))
                .toList();
        Lifetimes lifetimes = closes.stream().map(CloseGroup::lifetimes).reduce(Lifetimes.NONE, Lifetimes::plus);
        double perSecond = model.openedPerSecond(cause::concerns);
        String statement = Figures.count(lifetimes.brief()) + " of "
                + Figures.count(lifetimes.known()) + " connections to " + cause.label()
                + " lived less than " + FindingText.seconds(Thresholds.SHORT_LIFE) + ", "
                + Figures.span(lifetimes.average())
                + " on average; " + Figures.measured(perSecond)
                + " are opened a second. " + requests(closes)
                + cause.where("opened") + cause.byDestination();
        return new Finding(
                FindingId.SHORT_CONNECTIONS,
                perSecond >= Thresholds.BUSY_PER_SECOND ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .destination(cause)
                        .with("shortConnections", lifetimes.brief())
                        .with("connections", lifetimes.known())
                        .millis("averageLifetimeMillis", lifetimes.average())
                        .with("opensPerSecond", perSecond)
                        .site("opener", cause.site()),
                List.of(
                        "Reuse connections to " + cause.labelInAdvice() + ": one client or pool for all requests.",
                        "Each new connection also costs a round trip, and with TLS a handshake."),
                cause);
    }

    private static String requests(List<CloseGroup> closes) {
        long closed = closes.stream().mapToLong(CloseGroup::count).sum();
        Requests carried = closes.stream().map(CloseGroup::requests).reduce(Requests.NONE, Requests::plus);
        return carried.connections() < Thresholds.SHORT_SHARE * closed
                ? "Most likely each serves one request."
                : "Each carried " + Figures.measured(carried.average()) + " requests on average.";
    }
}
