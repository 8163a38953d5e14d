package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Requests;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Code opens a connection for each request: what they carried proves it, or it follows from their short lives. */
final class ConnectionPerRequestRule implements Rule {

    private static final String ALSO_COSTS = "Each new connection also costs a round trip, and with TLS a handshake.";

    private static final Set<String> CLIENT_ENDED = Set.of("POOL_CLOSED");

    @Override
    public Stream<Finding> findings(Model model) {
        List<Cause> perRequest = causesPerRequest(model);
        Stream<Cause> shortLived = causesShortLived(model, perRequest);
        return Stream.concat(
                ShownFindings.of(perRequest.stream(), "call site", cause -> perRequest(model, cause)),
                ShownFindings.of(shortLived, "call site", cause -> shortLived(model, cause)));
    }

    private static List<Cause> causesPerRequest(Model model) {
        Map<Destination, Requests> carried = new HashMap<>();
        model.connections().closes().stream()
                .filter(group -> group.role() == Role.CLIENT)
                .forEach(group -> carried.merge(group.destination(), group.requests(), Requests::plus));
        AbandonedClients abandoned = AbandonedClients.of(model);
        abandoned.all().forEach(open -> carried.merge(open.destination(), abandoned.stillOpen(open), Requests::plus));
        carried.values().removeIf(requests -> !isOneEach(requests));
        List<AffectedDestination> mostFirst = AffectedDestination.mostFirst(
                carried.entrySet().stream(),
                Map.Entry::getKey,
                entry -> entry.getValue().connections());
        return Causes.bySite(model, mostFirst, Causes.acts(Act.CONNECT)).stream()
                .filter(cause -> cause.count() >= Thresholds.PER_REQUEST_CONNECTIONS)
                .toList();
    }

    private static boolean isOneEach(Requests carried) {
        return carried.connections() >= Thresholds.REUSABLE_CONNECTIONS
                && carried.average() >= Thresholds.PER_REQUEST_FEWEST
                && carried.average() <= Thresholds.PER_REQUEST_MOST;
    }

    private static Finding perRequest(Model model, Cause cause) {
        AbandonedClients abandoned = AbandonedClients.of(model).toward(open -> cause.concerns(open.destination()));
        Requests carried = model.connections().closes().stream()
                .filter(group -> cause.concerns(group.destination()))
                .map(CloseGroup::requests)
                .reduce(abandoned.stillOpen(), Requests::plus);
        long stillOpen = abandoned.stillOpen().connections();
        double perSecond = model.openedPerSecond(cause::concerns);
        WhyClosed why = WhyClosed.of(model, group -> cause.concerns(group.destination()));
        String statement = Figures.count(carried.connections(), "connection") + " to " + cause.label()
                + " carried " + Figures.count(carried.total(), "request") + ", "
                + Figures.measured(carried.average()) + " each; "
                + Figures.measured(perSecond) + " are opened a second."
                + new ProxyTargets(model, cause, false).sentence() + cause.where("opened")
                + abandoned.sentence(carried.connections()) + why.sentence() + cause.byDestination();
        boolean isAbandoned = abandoned.connections() >= Thresholds.MAIN_CAUSE * carried.connections();
        boolean clientForEach = isAbandoned || why.isMainly(CLIENT_ENDED);
        List<String> advice = new ArrayList<>(why.changes(Role.CLIENT)
                .filter(change -> !clientForEach || !change.equals(Reasons.change("POOL_CLOSED", Role.CLIENT)))
                .toList());
        // a pool is of no use where its connections are ended for a known reason
        advice.add(
                why.mainChange(Role.CLIENT).isPresent() && !clientForEach ? advice.size() : 0,
                clientForEach
                        ? "Make one client for all requests to " + cause.labelInAdvice() + ", and keep it."
                        : "Reuse connections to " + cause.labelInAdvice() + ": one client or pool for all requests.");
        advice.add(ALSO_COSTS);
        return new Finding(
                FindingId.CONNECTION_PER_REQUEST,
                isAbandoned || perSecond >= Thresholds.BUSY_PER_SECOND ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .destination(cause)
                        .with("connections", carried.connections())
                        .known("openConnections", stillOpen == 0 ? -1 : stillOpen)
                        .with("requests", carried.total())
                        .with("opensPerSecond", perSecond)
                        .site("opener", cause.site())
                        .why(why),
                List.copyOf(advice),
                cause);
    }

    /** Where what they carried is known to be one request each, that says it better. */
    private static Stream<Cause> causesShortLived(Model model, List<Cause> perRequest) {
        Set<Destination> known = perRequest.stream()
                .flatMap(cause -> cause.affected().stream())
                .map(AffectedDestination::destination)
                .collect(Collectors.toSet());
        List<AffectedDestination> candidates = model.destinations().stream()
                .filter(use -> use.destination().role() == Role.CLIENT)
                .filter(use -> !known.contains(use.destination()))
                .filter(use -> use.lifetimes().known() >= Thresholds.REUSABLE_CONNECTIONS)
                .filter(use -> use.lifetimes().brief()
                        >= Thresholds.SHORT_SHARE * use.lifetimes().known())
                .sorted(Comparator.comparingLong(DestinationUse::closed).reversed())
                .map(use -> new AffectedDestination(
                        use.destination(), use.lifetimes().known()))
                .toList();
        return Causes.bySite(model, candidates, Causes.acts(Act.CONNECT)).stream()
                .filter(cause -> cause.count() >= Thresholds.SHORT_CONNECTIONS);
    }

    private static Finding shortLived(Model model, Cause cause) {
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
                        ALSO_COSTS),
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
