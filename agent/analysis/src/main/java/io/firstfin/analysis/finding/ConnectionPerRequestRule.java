package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Requests;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HTTP connections that carried one request each: what a build may refuse. */
final class ConnectionPerRequestRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(found(model), "call site", cause -> finding(model, cause));
    }

    /** The causes that this rule finds. */
    static Stream<Cause> found(Model model) {
        Map<Destination, Requests> carried = new HashMap<>();
        model.connections().closes().stream()
                .filter(group -> group.destination().role() == Role.CLIENT)
                .forEach(group -> carried.merge(group.destination(), group.requests(), Requests::plus));
        carried.values().removeIf(requests -> !isOneEach(requests));
        Map<Destination, Long> connections = carried.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().connections()));
        return Causes.bySite(model, AffectedDestination.mostFirst(connections), Causes.acts(Act.CONNECT)).stream()
                .filter(cause -> cause.count() >= Thresholds.PER_REQUEST_CONNECTIONS);
    }

    private static boolean isOneEach(Requests carried) {
        return carried.connections() >= Thresholds.REUSABLE_CONNECTIONS
                && carried.average() >= Thresholds.PER_REQUEST_FEWEST
                && carried.average() <= Thresholds.PER_REQUEST_MOST;
    }

    private static Finding finding(Model model, Cause cause) {
        Requests carried = model.connections().closes().stream()
                .filter(group -> cause.concerns(group.destination()))
                .map(CloseGroup::requests)
                .reduce(Requests.NONE, Requests::plus);
        double perSecond = model.openedPerSecond(cause::concerns);
        WhyClosed why = WhyClosed.of(model, group -> cause.concerns(group.destination()));
        String statement = Figures.count(carried.connections(), "connection") + " to " + cause.label()
                + " carried " + Figures.count(carried.total(), "request") + ", "
                + Figures.measured(carried.average()) + " each; "
                + Figures.measured(perSecond) + " are opened a second."
                + cause.where("opened") + why.sentence() + cause.byDestination();
        Evidence evidence = new Evidence()
                .destination(cause)
                .with("connections", carried.connections())
                .with("requests", carried.total())
                .with("opensPerSecond", perSecond)
                .site("opener", cause.site());
        why.into(evidence);
        List<String> advice = new ArrayList<>();
        advice.add("Reuse connections to " + cause.labelInAdvice() + ": one client or pool for all requests.");
        advice.addAll(why.changes(Role.CLIENT).toList());
        advice.add("Each new connection also costs a round trip, and with TLS a handshake.");
        return new Finding(
                FindingId.CONNECTION_PER_REQUEST,
                perSecond >= Thresholds.BUSY_PER_SECOND ? Severity.WARNING : Severity.INFO,
                statement,
                evidence,
                List.copyOf(advice),
                cause);
    }
}
