package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Redirects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HttpURLConnection gives up a connection on which it is redirected, whatever the response says. */
final class RedirectRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        Map<String, List<Redirects>> byClient = model.ports().redirects().stream()
                .collect(Collectors.groupingBy(Redirects::client, TreeMap::new, Collectors.toList()));
        return byClient.entrySet().stream()
                .flatMap(entry -> ShownFindings.of(
                        causes(model, entry.getValue()).stream(),
                        "call site",
                        cause -> finding(entry.getKey(), cause)));
    }

    private static List<Cause> causes(Model model, List<Redirects> redirects) {
        return Causes.bySite(
                model,
                AffectedDestination.mostFirst(redirects.stream(), Redirects::destination, Redirects::count),
                Causes.acts(Act.CONNECT));
    }

    private static Finding finding(String client, Cause cause) {
        String statement = FindingText.were(cause.count(), "connection")
                + " given up after a redirect by " + cause.label() + ": " + client
                + " follows it by itself, and closes the connection that it came on." + cause.where("opened")
                + cause.byDestination();
        return new Finding(
                FindingId.REDIRECT_ENDS_CONNECTION,
                Severity.INFO,
                statement,
                new Evidence()
                        .with("connections", cause.count())
                        .destination(cause)
                        .with("client", client)
                        .site("opener", cause.site()),
                List.of(
                        "Ask for the address that the redirect leads to.",
                        "java.net.http.HttpClient keeps the connection of a redirect."),
                cause);
    }
}
