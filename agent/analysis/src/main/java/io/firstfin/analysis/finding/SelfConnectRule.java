package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SelfConnects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Connects that connected to themselves (RFC 9293, 3.5: the simultaneous open, of one with itself). */
final class SelfConnectRule implements Rule {

    private static final int SHOWN = 5;

    @Override
    public Stream<Finding> findings(Model model) {
        return model.ports().selfConnects().stream()
                .sorted(Comparator.comparingLong(SelfConnects::count).reversed().thenComparing(SelfConnects::toString))
                .limit(SHOWN)
                .map(connects -> finding(model, connects));
    }

    private static Finding finding(Model model, SelfConnects connects) {
        String destination = connects.destination().label();
        boolean one = connects.count() == 1;
        String statement = Figures.count(connects.count(), "connect") + " to " + destination
                + " connected to " + (one ? "itself" : "themselves")
                + ": nobody listened there, and the local port was the same one. What is sent"
                + " on such a connection comes back to its sender, and while it is open no server"
                + " can listen on port " + connects.destination().port() + ".";
        return new Finding(
                FindingId.SELF_CONNECT,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("destination", destination)
                        .with("connects", connects.count())
                        .values(),
                advice(model, connects));
    }

    private static List<String> advice(Model model, SelfConnects connects) {
        int port = connects.destination().port();
        List<String> advice = new ArrayList<>();
        model.recordings()
                .network(connects.destination())
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
