package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SentAfterFin.Range;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The peer ends connections by a limit of its own: after so many requests, or after so much time without data. As a
 * server our peers are clients, and what they have is the idle limit of their pools.
 */
final class PeerLimitsRule implements Rule {

    /** One limit, and the destinations that have it in common. */
    private record Shared(Cause cause, List<PeerLimit> limits) {

        long count() {
            return limits.stream().mapToLong(PeerLimit::count).sum();
        }

        long ended() {
            return limits.stream().mapToLong(PeerLimit::ended).sum();
        }

        Range idle() {
            return limits.stream().map(PeerLimit::idle).reduce(Range.NONE, Range::plus);
        }
    }

    @Override
    public Stream<Finding> findings(Model model) {
        // a limit that our pool fell over is the matter of STALE_CONNECTION; a client that asks for the end, of its
        // server
        Predicate<PeerLimit> ofRequests =
                limit -> limit.destination().role() == Role.CLIENT && limit.requests() < Thresholds.MANY_REQUESTS;
        Predicate<PeerLimit> ofIdleTime = limit -> !isUsedStale(model, limit.destination());
        return Stream.concat(
                ShownFindings.of(
                        shared(model, PeerLimit.ofRequests(model).stream().filter(ofRequests)),
                        "limit",
                        limit -> ofRequests(model, limit)),
                ShownFindings.of(
                        shared(model, PeerLimit.ofIdleTime(model).stream().filter(ofIdleTime)),
                        "limit",
                        limit -> ofIdleTime(model, limit)));
    }

    private static boolean isUsedStale(Model model, Destination destination) {
        return model.connections().closes().stream()
                .anyMatch(group -> group.destination().equals(destination)
                        && group.sentAfterFin().stale() > 0);
    }

    /** Destinations that the same code uses, and whose limits are alike, have one finding. */
    private static Stream<Shared> shared(Model model, Stream<PeerLimit> limits) {
        List<List<PeerLimit>> alike = new ArrayList<>();
        limits.forEach(limit -> alike.stream()
                .filter(group -> group.stream().allMatch(limit::isLike))
                .findFirst()
                .orElseGet(() -> {
                    alike.add(new ArrayList<>());
                    return alike.get(alike.size() - 1);
                })
                .add(limit));
        return alike.stream()
                .flatMap(group -> Causes.bySite(
                                model,
                                group.stream()
                                        .map(limit -> new AffectedDestination(limit.destination(), limit.count()))
                                        .toList(),
                                Causes.acts(Act.CONNECT))
                        .stream()
                        .map(cause -> new Shared(
                                cause,
                                group.stream()
                                        .filter(limit -> cause.concerns(limit.destination()))
                                        .toList())));
    }

    private static Finding ofRequests(Model model, Shared shared) {
        int requests = shared.limits.get(0).requests();
        return finding(
                FindingId.PEER_LIMITS_REQUESTS,
                model,
                shared,
                "carried " + requests + " requests; the last response announced the end.",
                new Evidence().with("requestLimit", requests),
                List.of(
                        "Raise the peer's limit of requests for a connection: MaxKeepAliveRequests of Apache httpd,"
                                + " keepalive_requests of nginx, maxKeepAliveRequests of Tomcat.",
                        "Until then each " + requests + " requests cost a connection: a round trip, and with TLS a"
                                + " handshake."));
    }

    private static Finding ofIdleTime(Model model, Shared shared) {
        Range idle = shared.idle();
        boolean server = shared.cause.worst().role() == Role.SERVER;
        return finding(
                FindingId.PEER_LIMITS_IDLE_TIME,
                model,
                shared,
                "been idle for " + Figures.between(idle) + ".",
                new Evidence()
                        .millis("shortestIdleMillis", idle.shortest())
                        .millis("longestIdleMillis", idle.longest()),
                server
                        ? List.of(
                                "Nothing has to change for the sake of ports: the clients close first, by the idle limit"
                                        + " of their pools.",
                                "If they should reuse connections for longer, raise that limit, below our own.")
                        : List.of(
                                "Raise the peer's idle limit: it is called KeepAliveTimeout in Apache httpd and"
                                        + " keepalive_timeout in nginx, keepAliveTimeout in Tomcat and Node.js.",
                                "Or let our pool give up connections before they have been idle for "
                                        + Figures.span(idle.shortest())
                                        + ": a request that crosses the peer's close fails."));
    }

    private static Finding finding(
            FindingId id, Model model, Shared shared, String limit, Evidence measured, List<String> advice) {
        Cause cause = shared.cause;
        boolean client = cause.worst().role() == Role.CLIENT;
        double perSecond = model.openedPerSecond(cause::concerns);
        String statement = Figures.count(shared.count()) + " of the " + Figures.count(shared.ended(), "connection")
                + " that " + (client ? "" : "clients of ") + cause.label() + " ended had " + limit + " "
                + Figures.measured(perSecond) + " are opened a second."
                + (client ? cause.where("opened") : "") + cause.byDestination();
        Evidence evidence = measured.destination(cause)
                .with("connections", shared.count())
                .with("endedByPeer", shared.ended())
                .with("opensPerSecond", perSecond)
                .why(WhyClosed.of(model, (CloseGroup group) -> cause.concerns(group.destination())));
        return new Finding(
                id,
                client && perSecond >= Thresholds.BUSY_PER_SECOND ? Severity.WARNING : Severity.INFO,
                statement,
                client ? evidence.site("opener", cause.site()) : evidence,
                advice,
                cause);
    }
}
