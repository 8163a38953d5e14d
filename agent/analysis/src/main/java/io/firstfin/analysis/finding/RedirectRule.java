package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Redirects;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** HttpURLConnection gives up a connection on which it is redirected, whatever the response says. */
final class RedirectRule implements Rule {

    private static final int SHOWN = 3;

    @Override
    public Stream<Finding> findings(Model model) {
        return FirstFew.of(
                model.ports().redirects().stream()
                        .sorted(Comparator.comparingLong(Redirects::count).reversed()),
                SHOWN,
                "destination",
                RedirectRule::finding);
    }

    private static Finding finding(Redirects redirects) {
        String destination = redirects.destination().label();
        String statement = FindingText.were(redirects.count(), "connection")
                + " given up after a redirect by " + destination + ": " + redirects.client()
                + " follows it by itself, and"
                + " closes the connection that it came on.";
        return new Finding(
                FindingId.REDIRECT_ENDS_CONNECTION,
                Severity.INFO,
                statement,
                new Evidence()
                        .with("connections", redirects.count())
                        .with("destination", destination)
                        .with("client", redirects.client())
                        .values(),
                List.of(
                        "Ask for the address that the redirect leads to.",
                        "java.net.http.HttpClient keeps the connection of a redirect."));
    }
}
