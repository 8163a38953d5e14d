package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.FailureKind;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** No local port was free at connect, towards one destination. */
final class PortsExhaustedRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        Optional<TopDestination> top = top(model);
        return top.stream().map(destination -> finding(model, destination));
    }

    /** Where the connects should have led; what was told as a number only counts too. */
    private static Optional<TopDestination> top(Model model) {
        long connects = model.opened(PortsExhaustedRule::isExhausted);
        return connects > 0
                ? Optional.of(TopDestination.ofOpens(model, PortsExhaustedRule::isExhausted))
                : model.ports().exhaustions().stream()
                        .filter(one -> !one.atBind() && !one.isContradicted())
                        .max(Comparator.comparingLong(PortExhaustion::count))
                        .map(most -> new TopDestination(most.destination(), most.count()));
    }

    private static Finding finding(Model model, TopDestination top) {
        long count = Math.max(model.opened(PortsExhaustedRule::isExhausted), top.count());
        Destination destination = top.destination();
        Optional<PortExhaustion> box = model.ports().exhaustions().stream()
                .filter(one -> !one.atBind() && !one.isContradicted() && Held.sameEnd(one.destination(), destination))
                .max(Comparator.comparingLong(PortExhaustion::count));
        Optional<SiteShare> site = model.sites().busiest(Act.CONNECT, Mark.PORTS_EXHAUSTED);
        Network network = model.recordings().network(destination);
        WhyClosed why = WhyClosed.of(
                model, group -> group.leavesTimeWaitWithUs() && Held.sameEnd(group.destination(), destination));
        String statement = Figures.count(count, "connect") + " failed" + top.of(count)
                + " with \"Cannot assign requested address\": no local port was free towards"
                + " the destination" + ports(network) + "." + FindingText.where("attempted", site)
                + box.map(BlackBox::sentences).orElseGet(() -> FindingText.counted(network));
        Evidence evidence = new Evidence()
                .with("call", "connect")
                .with("failures", count)
                .with("destination", destination.label())
                .with("destinationFailures", top.count())
                .counted(network)
                .site("opener", site);
        box.ifPresent(one -> BlackBox.into(evidence, one));
        return new Finding(
                FindingId.PORTS_EXHAUSTED,
                Severity.CRITICAL,
                statement,
                evidence.values(),
                PortAdvice.of(destination, model, why, box.map(PortExhaustion::held)));
    }

    private static String ports(Network network) {
        return network.settings()
                .map(KernelSettings::ephemeralPorts)
                .filter(ports -> ports > 0)
                .map(ports -> ", out of " + Figures.count(ports))
                .orElse("");
    }

    private static boolean isExhausted(OpenGroup group) {
        return group.failure() == FailureKind.PORTS_EXHAUSTED;
    }
}
