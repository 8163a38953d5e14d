package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.FailureKind;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.SiteShare;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * No local port was free: at connect towards one destination, or at bind for all of them. Java says
 * BindException to both; the text tells them apart.
 */
final class PortsExhaustedRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return Stream.concat(atConnect(model), atBind(model));
    }

    private static Stream<Finding> atConnect(Model model) {
        long count = model.opened(PortsExhaustedRule::isExhausted);
        if (count == 0) {
            return Stream.empty();
        }
        TopDestination top = TopDestination.ofOpens(model, PortsExhaustedRule::isExhausted);
        Optional<SiteShare> site = model.sites().busiest(Act.CONNECT, Mark.PORTS_EXHAUSTED);
        Network network = model.network(top.destination());
        WhyClosed why = WhyClosed.of(model, group -> group.leavesTimeWaitWithUs()
                && group.destination().equals(top.destination()));
        String statement = Figures.count(count, "connect") + " failed" + top.of(count)
                + " with \"Cannot assign requested address\": no local port was free towards"
                + " the destination" + ports(network) + "." + Say.where("attempted", site)
                + Say.counted(network);
        return Stream.of(new Finding(FindingId.PORTS_EXHAUSTED, Severity.CRITICAL, statement,
                new Evidence().with("call", "connect").with("failures", count)
                        .with("destination", top.destination().label())
                        .with("destinationFailures", top.count())
                        .counted(network)
                        .site("opener", site).values(),
                PortAdvice.of(top.destination(), network, why)));
    }

    private static String ports(Network network) {
        return network.settings().map(KernelSettings::ephemeralPorts).filter(ports -> ports > 0)
                .map(ports -> ", out of " + Figures.count(ports)).orElse("");
    }

    private static Stream<Finding> atBind(Model model) {
        List<BindFailure> failures = model.bindFailures().stream()
                .filter(BindFailure::isExhaustion).toList();
        long count = failures.stream().mapToLong(BindFailure::count).sum();
        if (count == 0) {
            return Stream.empty();
        }
        Optional<SiteShare> site = failures.stream()
                .filter(failure -> failure.site().isKnown())
                .max(Comparator.comparingLong(BindFailure::count))
                .map(most -> new SiteShare(most.site(), most.count(), count));
        String statement = Figures.count(count, "bind") + " of client sockets failed with"
                + " \"Address already in use\": sockets that bind before connect share one pool"
                + " of ports for all destinations, and all of them were taken."
                + Say.where("attempted", site);
        return Stream.of(new Finding(FindingId.PORTS_EXHAUSTED, Severity.CRITICAL, statement,
                new Evidence().with("call", "bind").with("failures", count)
                        .site("binder", site).values(),
                List.of("Connect without binding first: then each destination has a budget of its"
                                + " own.",
                        "SO_REUSEADDR does not help here: it is for servers that start again.",
                        PortAdvice.NOT_THIS)));
    }

    private static boolean isExhausted(OpenGroup group) {
        return group.failure() == FailureKind.PORTS_EXHAUSTED;
    }
}
