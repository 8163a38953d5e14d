package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Requests;
import io.firstfin.analysis.model.Why;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A proxy or a server asks a client of ours for credentials, and ends the connection with that answer. */
final class ChallengeRule implements Rule {

    /** How clients send credentials of their own accord: to a proxy, to a server, and to a proxy with CONNECT. */
    private static final Map<String, List<String>> BY_CLIENT = Map.of(
            "OkHttp",
            List.of(
                    "with an interceptor that adds Proxy-Authorization to http requests",
                    "with an interceptor that adds Authorization",
                    "in its proxyAuthenticator, which it asks before CONNECT with the scheme OkHttp-Preemptive"),
            "Apache HttpClient",
            List.of(
                    "with a BasicScheme for the proxy in the AuthCache of its context",
                    "with a BasicScheme for the server in the AuthCache of its context",
                    "with a BasicScheme for the proxy in the AuthCache of its context"),
            "Jetty",
            List.of(
                    "with a BasicResult in its AuthenticationStore",
                    "with a BasicResult in its AuthenticationStore",
                    "with a BasicResult in its AuthenticationStore"));

    /** What asked for credentials: where each of them stands in the lists of the clients. */
    private enum Asker {
        PROXY,
        SERVER,
        PROXY_BEFORE_TUNNEL
    }

    @Override
    public Stream<Finding> findings(Model model) {
        return Stream.of(Why.OF_PROXY, Why.OF_SERVER).flatMap(status -> findings(model, status));
    }

    private static Stream<Finding> findings(Model model, int status) {
        Stream<Cause> causes = Causes.ofCloses(model, asked(status), Causes.acts(Act.CLOSE, Mark.CHALLENGED)).stream()
                .filter(cause -> cause.count() >= Thresholds.PER_REQUEST_CONNECTIONS);
        return ShownFindings.of(causes, "call site", cause -> finding(model, status, cause));
    }

    private static Predicate<CloseGroup> asked(int status) {
        return group -> group.why().challenge() == status;
    }

    private static Finding finding(Model model, int status, Cause cause) {
        Predicate<CloseGroup> there = group -> cause.concerns(group.destination());
        Predicate<CloseGroup> asked = there.and(asked(status));
        boolean proxy = status == Why.OF_PROXY;
        boolean tunnel = proxy && requests(model, asked) == 0;
        // the last request of each of them was answered so; CONNECT is no request of the application
        long otherwise = requests(model, there) - (tunnel ? 0 : cause.count());
        boolean open = model.connections().openAtEnd().keySet().stream().anyMatch(cause::concerns);
        boolean accepted = otherwise > 0 || open;
        double perSecond = model.openedPerSecond(cause::concerns);
        WhyClosed why = WhyClosed.of(model, asked);
        String asker = proxy ? "proxy" : "server";
        String statement = Figures.count(cause.count()) + " of " + Figures.count(model.closed(there), "connection")
                + cause.to() + " ended with the answer " + status + ": the " + asker + " asks for credentials"
                + (tunnel ? " before it opens a tunnel." : ".")
                + answered(otherwise, accepted) + cause.where("closed") + cause.byDestination();
        Evidence evidence = new Evidence()
                .destination(cause)
                .with("connections", cause.count())
                .with("status", status)
                .with("opensPerSecond", perSecond);
        if (accepted) {
            evidence.with("answeredOtherwise", otherwise);
        }
        Asker which = tunnel ? Asker.PROXY_BEFORE_TUNNEL : proxy ? Asker.PROXY : Asker.SERVER;
        return new Finding(
                proxy ? FindingId.PROXY_ENDS_CONNECTION : FindingId.CHALLENGE_ENDS_CONNECTION,
                perSecond >= Thresholds.BUSY_PER_SECOND ? Severity.WARNING : Severity.INFO,
                statement,
                evidence.site("closer", cause.site()).why(why),
                List.of(
                        accepted
                                ? "Send the credentials with the first request, before they are asked for."
                                : "Give the client credentials that the " + asker + " accepts: it has accepted none.",
                        how(why.program(), which),
                        "Or let the " + asker + " keep the connection after its " + status
                                + ": then the request with the credentials follows on the same one."),
                cause);
    }

    private static long requests(Model model, Predicate<CloseGroup> which) {
        return model.connections().closes().stream()
                .filter(which)
                .map(CloseGroup::requests)
                .reduce(Requests.NONE, Requests::plus)
                .total();
    }

    private static String answered(long otherwise, boolean accepted) {
        if (!accepted) {
            return " No request was answered otherwise.";
        }
        return otherwise <= 0
                ? ""
                : " " + Figures.count(otherwise, "other request")
                        + (otherwise == 1 ? " was answered." : " were answered.");
    }

    private static String how(String program, Asker asker) {
        return BY_CLIENT.entrySet().stream()
                .filter(entry -> program.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> entry.getKey() + " sends them unasked "
                        + entry.getValue().get(asker.ordinal()) + ".")
                .orElse("They are in the header " + (asker == Asker.SERVER ? "Authorization" : "Proxy-Authorization")
                        + ", which the application may set itself.");
    }
}
