package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.SiteShare;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * No local port was free at bind, for all destinations together. Java says BindException here and
 * where a connect fails; the text tells them apart.
 */
final class PoolExhaustedRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        Optional<PortExhaustion> box = model.ports().exhaustions().stream()
                .filter(PortExhaustion::atBind)
                .max(Comparator.comparingLong(PortExhaustion::count));
        List<BindFailure> failures = model.connections().bindFailures().stream()
                .filter(BindFailure::isExhaustion)
                .toList();
        long told = failures.stream().mapToLong(BindFailure::count).sum();
        long count = told > 0 ? told : box.map(PortExhaustion::count).orElse(0L);
        return count == 0 ? Stream.empty() : Stream.of(finding(model, count, box, failures));
    }

    private static Finding finding(Model model, long count, Optional<PortExhaustion> box, List<BindFailure> failures) {
        Optional<SiteShare> site = failures.stream()
                .filter(failure -> failure.site().isKnown())
                .max(Comparator.comparingLong(BindFailure::count))
                .map(most -> new SiteShare(most.site(), most.count(), count));
        String statement = Figures.count(count, "bind") + " of client sockets failed with"
                + " \"Address already in use\": sockets that bind before connect share one pool"
                + " of ports for all destinations, and all of them were taken."
                + FindingText.where("attempted", site)
                + box.map(BlackBox::sentences).orElse("");
        Evidence evidence =
                new Evidence().with("call", "bind").with("failures", count).site("binder", site);
        box.ifPresent(one -> BlackBox.into(evidence, one));
        Network network = model.recordings().networks().get(0);
        return new Finding(
                FindingId.PORTS_EXHAUSTED,
                Severity.CRITICAL,
                statement,
                evidence.values(),
                List.of(
                        "Connect without binding first: then each destination has a budget of its" + " own.",
                        "SO_REUSEADDR does not help here: it is for servers that start again.",
                        PortAdvice.notThis(network)));
    }
}
