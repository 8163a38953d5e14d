package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SelfConnects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Connects that connected to themselves (RFC 9293, 3.5: the simultaneous open, of one with itself). */
final class SelfConnectRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(
                model.ports().selfConnects().stream()
                        .collect(Collectors.groupingBy(
                                connects -> connects.destination().port(),
                                Collectors.groupingBy(
                                        SelfConnects::destination, Collectors.summingLong(SelfConnects::count))))
                        .values()
                        .stream()
                        .map(Cause::of)
                        .sorted(Comparator.comparingLong(Cause::count)
                                .reversed()
                                .thenComparing(cause -> cause.worst().port())),
                "port",
                cause -> finding(model, cause));
    }

    private static Finding finding(Model model, Cause cause) {
        boolean one = cause.count() == 1;
        String statement = Figures.count(cause.count(), "connect") + " to " + cause.label()
                + " connected to " + (one ? "itself" : "themselves")
                + ": nobody listened there, and the local port was the same one. What is sent"
                + " on such a connection comes back to its sender, and while it is open no server"
                + " can listen on port " + cause.worst().port() + "." + cause.byDestination();
        return new Finding(
                FindingId.SELF_CONNECT,
                Severity.WARNING,
                statement,
                new Evidence().destination(cause).with("connects", cause.count()),
                advice(model, cause.worst()),
                cause);
    }

    private static List<String> advice(Model model, Destination destination) {
        int port = destination.port();
        List<String> advice = new ArrayList<>();
        model.recordings()
                .network(destination)
                .settings()
                .filter(settings -> takes(settings, port))
                .ifPresent(settings -> advice.add("Let the server listen on a port outside of"
                        + " ip_local_port_range (" + settings.firstPort() + "-"
                        + settings.lastPort() + "), or reserve port " + port
                        + " (ip_local_reserved_ports)."));
        advice.add("After a connect to an address of this machine compare the local address and port"
                + " with the remote ones: where they are equal, close it and try again later.");
        return List.copyOf(advice);
    }

    private static boolean takes(KernelSettings settings, int port) {
        return settings.firstPort() <= port && port <= settings.lastPort();
    }
}
