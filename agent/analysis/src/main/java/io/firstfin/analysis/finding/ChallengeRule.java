package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Challenge;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A proxy or a server asks a client of ours for credentials, and ends the connection with that answer. */
final class ChallengeRule implements Rule {

    private static final String JDK_DISABLES_BASIC =
            "The JDK sends no Basic credentials with CONNECT, unless -Djdk.http.auth.tunneling.disabledSchemes= is set.";

    /**
     * How a client sends credentials before they are asked for.
     *
     * @param client how its name begins
     * @param toServer with a request to a server
     * @param toProxy with a request to a proxy
     * @param withConnect with CONNECT
     */
    private record Unasked(String client, String toServer, String toProxy, String withConnect) {

        String with(Challenge challenge) {
            return switch (challenge) {
                case SERVER -> toServer;
                case PROXY_BEFORE_TUNNEL -> withConnect;
                default -> toProxy;
            };
        }
    }

    private static final Unasked ANY = new Unasked(
            "",
            "The application may set the header Authorization itself.",
            "The application may set the header Proxy-Authorization itself.",
            "See how the client sends credentials with CONNECT.");

    private static final List<Unasked> CLIENTS = List.of(
            new Unasked(
                    "OkHttp",
                    "OkHttp: an interceptor that adds Authorization, instead of the authenticator.",
                    "OkHttp: an interceptor that adds Proxy-Authorization to http requests.",
                    "OkHttp asks the proxyAuthenticator before CONNECT, too, for the scheme OkHttp-Preemptive: answer"
                            + " that."),
            new Unasked(
                    "Apache HttpClient",
                    "Apache HttpClient: a BasicScheme for the server in the AuthCache of the context.",
                    "Apache HttpClient: a BasicScheme for the proxy in the AuthCache of the context.",
                    "Apache HttpClient: a BasicScheme for the proxy in the AuthCache of the context."),
            new Unasked("HttpURLConnection", ANY.toServer, ANY.toProxy, JDK_DISABLES_BASIC),
            new Unasked("java.net.http", ANY.toServer, ANY.toProxy, JDK_DISABLES_BASIC));

    @Override
    public Stream<Finding> findings(Model model) {
        return Stream.of(Challenge.PROXY, Challenge.PROXY_BEFORE_TUNNEL, Challenge.SERVER)
                .flatMap(challenge -> findings(model, challenge));
    }

    private static Stream<Finding> findings(Model model, Challenge challenge) {
        Stream<Cause> causes = Causes.ofCloses(model, by(challenge), Causes.acts(Act.CLOSE, Mark.CHALLENGED)).stream()
                .filter(cause -> cause.count() >= Thresholds.PER_REQUEST_CONNECTIONS);
        return ShownFindings.of(causes, "call site", cause -> finding(model, challenge, cause));
    }

    private static Predicate<CloseGroup> by(Challenge challenge) {
        return group -> group.why().challenge() == challenge;
    }

    private static Finding finding(Model model, Challenge challenge, Cause cause) {
        Predicate<CloseGroup> there = group -> cause.concerns(group.destination());
        String asker = challenge == Challenge.SERVER ? "server" : "proxy";
        long answered = answeredOtherwise(model, there);
        boolean stillOpen = model.connections().openAtEnd().keySet().stream().anyMatch(cause::concerns);
        boolean accepted = answered > 0 || stillOpen;
        boolean askerCloses =
                model.closed(there.and(by(challenge)).and(group -> !group.why().isRefusal())) > 0;
        double perSecond = model.openedPerSecond(cause::concerns);
        WhyClosed why = WhyClosed.of(model, there.and(by(challenge)));
        String statement = Figures.count(cause.count()) + " of " + Figures.count(model.closed(there), "connection")
                + cause.to() + " ended with the answer " + challenge.status() + ": the " + asker
                + " asks for credentials"
                + (challenge == Challenge.PROXY_BEFORE_TUNNEL ? " before it opens a tunnel." : ".")
                + (accepted ? others(answered) : " No request was answered otherwise.")
                + cause.where("closed") + cause.byDestination();
        Evidence evidence = new Evidence()
                .destination(cause)
                .with("connections", cause.count())
                .with("status", challenge.status())
                .with("opensPerSecond", perSecond);
        if (accepted) {
            evidence.with("answeredOtherwise", answered);
        }
        List<String> advice = new ArrayList<>();
        advice.add(
                accepted
                        ? "Send the credentials with the first request, before they are asked for."
                        : "Give the client credentials that the " + asker + " accepts: it has accepted none.");
        advice.add(how(why.program()).with(challenge));
        if (askerCloses) {
            advice.add("Or let the " + asker + " keep the connection after its " + challenge.status()
                    + ": then the request with the credentials follows on the same one.");
        }
        return new Finding(
                challenge == Challenge.SERVER ? FindingId.CHALLENGE_ENDS_CONNECTION : FindingId.PROXY_ENDS_CONNECTION,
                model.share(by(challenge)) >= Thresholds.CHALLENGED ? Severity.WARNING : Severity.INFO,
                statement,
                evidence.site("closer", cause.site()).why(why),
                List.copyOf(advice),
                cause);
    }

    /** The requests on some connections, without those that were answered by a question for credentials at the end. */
    private static long answeredOtherwise(Model model, Predicate<CloseGroup> there) {
        long requests = model.connections().closes().stream()
                .filter(there)
                .map(CloseGroup::requests)
                .reduce(Requests.NONE, Requests::plus)
                .total();
        return Math.max(0, requests - model.closed(there.and(by(Challenge.PROXY).or(by(Challenge.SERVER)))));
    }

    private static String others(long answered) {
        return answered <= 0
                ? ""
                : " " + Figures.count(answered, "other request")
                        + (answered == 1 ? " was answered." : " were answered.");
    }

    private static Unasked how(String program) {
        Optional<Unasked> known =
                CLIENTS.stream().filter(one -> program.startsWith(one.client())).findFirst();
        return known.orElse(ANY);
    }
}
