package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.FailureKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No local port was free: at connect, towards certain destinations; or at bind, for all destinations together. Java
 * says BindException for both; the text tells them apart.
 */
final class PortsExhaustedRule implements Rule {

    /** The agent's words for sockets in TIME_WAIT that it did not see closed; the states say so already if all are. */
    private static final String UNDECIDED = "of other processes, or closed before they were recorded";

    @Override
    public Stream<Finding> findings(Model model) {
        return Stream.concat(
                ShownFindings.of(atConnect(model).stream(), "call site", cause -> atConnect(model, cause)),
                atBind(model).stream());
    }

    /** Where the connects should have led. The black box counts where connects were not recorded. */
    private static List<Cause> atConnect(Model model) {
        Predicate<SiteGroup> sites = Causes.acts(Act.CONNECT, Mark.PORTS_EXHAUSTED);
        List<Cause> connects = Causes.ofConnects(model, group -> group.failure() == FailureKind.PORTS_EXHAUSTED, sites);
        return connects.isEmpty()
                ? Causes.bySite(
                        model,
                        AffectedDestination.mostFirst(
                                connectFailures(model), PortExhaustion::destination, PortExhaustion::count),
                        sites)
                : connects;
    }

    private static Stream<PortExhaustion> connectFailures(Model model) {
        return model.ports().exhaustions().stream().filter(one -> !one.atBind() && !one.isContradicted());
    }

    private static Finding atConnect(Model model, Cause cause) {
        Optional<PortExhaustion> box = connectFailures(model)
                .filter(one -> PortUsageText.sameEnd(one.destination(), cause.worst()))
                .max(Comparator.comparingLong(PortExhaustion::count));
        Network network = model.recordings().network(cause.worst());
        WhyClosed why =
                WhyClosed.of(model, group -> group.leavesTimeWaitWithUs() && cause.mayConcern(group.destination()));
        String statement = Figures.count(cause.count(), "connect") + " failed" + cause.to()
                + " with \"Cannot assign requested address\": no local port was free towards"
                + (cause.isSingle() ? " the destination" : " them") + ports(network, cause) + "."
                + cause.where("attempted")
                + box.map(PortsExhaustedRule::shown).orElseGet(() -> FindingText.counted(network))
                + cause.byDestination();
        Evidence evidence = new Evidence()
                .with("call", "connect")
                .with("failures", cause.count())
                .destination(cause)
                .with("destinationFailures", cause.affected().get(0).count())
                .counted(network)
                .site("opener", cause.site());
        box.ifPresent(one -> into(evidence, one));
        box.ifPresent(one -> evidence.with("portsHeldBy", PortHolders.word(cause.worst(), one.held(), model)));
        return new Finding(
                FindingId.PORTS_EXHAUSTED,
                Severity.CRITICAL,
                statement,
                evidence,
                PortAdvice.of(cause, model, why, box.map(PortExhaustion::held)),
                cause);
    }

    private static String ports(Network network, Cause cause) {
        return network.settings()
                .map(KernelSettings::ephemeralPorts)
                .filter(ports -> ports > 0)
                .map(ports -> ", out of " + Figures.count(ports) + (cause.isSingle() ? "" : " for each"))
                .orElse("");
    }

    private static Optional<Finding> atBind(Model model) {
        Optional<PortExhaustion> box = model.ports().exhaustions().stream()
                .filter(PortExhaustion::atBind)
                .max(Comparator.comparingLong(PortExhaustion::count));
        List<BindFailure> failures = model.connections().bindFailures().stream()
                .filter(BindFailure::isExhaustion)
                .toList();
        long recorded = failures.stream().mapToLong(BindFailure::count).sum();
        long count = recorded > 0 ? recorded : box.map(PortExhaustion::count).orElse(0L);
        if (count == 0) {
            return Optional.empty();
        }
        Optional<SiteShare> site = failures.stream()
                .filter(failure -> failure.site().isKnown())
                .max(Comparator.comparingLong(BindFailure::count))
                .map(most -> new SiteShare(most.site(), most.count(), count));
        String statement = Figures.count(count, "bind") + " of client sockets failed with \"Address already in use\":"
                + " sockets that bind before connect share one pool of ports for all destinations, and all of them were"
                + " taken."
                + FindingText.where("attempted", site.stream().toList())
                + box.map(PortsExhaustedRule::shown).orElse("");
        Evidence evidence =
                new Evidence().with("call", "bind").with("failures", count).site("binder", site);
        box.ifPresent(one -> into(evidence, one));
        return Optional.of(new Finding(
                FindingId.PORTS_EXHAUSTED,
                Severity.CRITICAL,
                statement,
                evidence.values(),
                List.of(
                        "Connect without binding first: then each destination has a budget of its own.",
                        "SO_REUSEADDR does not help here: it is for servers that start again.",
                        PortAdvice.notThis(model.recordings().networks().get(0)))));
    }

    /** {@code  At the first failure the kernel showed ... Owners: ... Most came from ...}. */
    private static String shown(PortExhaustion box) {
        List<String> named = box.owners().stream()
                .filter(owner -> !box.held().isTimeWaitOfNobody() || !owner.endsWith(UNDECIDED))
                .map(owner -> owner.replace(UNDECIDED, "from before the recording, or another process's"))
                .toList();
        String owners = named.stream().limit(Thresholds.NAMED).collect(Collectors.joining("; "));
        int more = named.size() - Thresholds.NAMED;
        return " At the first failure the kernel showed " + PortUsageText.words(box.held()) + "."
                + (owners.isEmpty()
                        ? ""
                        : " Owners: " + owners + (more <= 0 ? "" : "; and " + Figures.count(more, "other owner")) + ".")
                + (box.guilty().isEmpty() ? "" : " Most came from " + box.guilty() + ".");
    }

    private static void into(Evidence evidence, PortExhaustion box) {
        PortUsageText.into(evidence, box.held());
        evidence.known("guilty", box.guilty()).known("settings", box.settings());
    }
}
