package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.DestinationUse;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server of ours closes first: it keeps TIME_WAIT, which costs memory but no port. */
final class ServerClosesFirstRule implements Rule {

    /** Reasons that are a matter of the clients alone: what they are to change comes first. */
    private static final Set<String> CLIENTS_END = Set.of("HTTP_1_0", "REQUEST_SAID_CLOSE");

    @Override
    public Stream<Finding> findings(Model model) {
        Map<Destination, DestinationUse> uses = model.destinations().stream()
                .filter(use -> use.destination().role() == Role.SERVER)
                .filter(use -> use.timeWaitOurs() > 0)
                .collect(Collectors.toMap(DestinationUse::destination, use -> use));
        List<AffectedDestination> ports = AffectedDestination.mostFirst(
                uses.values().stream(), DestinationUse::destination, DestinationUse::closedFirstByUs);
        return ShownFindings.of(
                Causes.byReason(model, ports, ServerClosesFirstRule::isOurs, Causes.acts(Act.CLOSE)).stream(),
                "cause",
                cause -> finding(model, cause, uses.get(cause.worst())));
    }

    private static boolean isOurs(CloseGroup group) {
        return group.verdict().closedFirst().includesLocal();
    }

    /** @param use of the port on which we closed most connections first */
    private static Finding finding(Model model, Cause cause, DestinationUse use) {
        WhyClosed why = WhyClosed.of(model, group -> cause.concerns(group.destination()) && isOurs(group));
        Predicate<CloseGroup> leavesTimeWait =
                group -> cause.concerns(group.destination()) && group.leavesTimeWaitWithUs();
        long closed = model.closed(group -> cause.concerns(group.destination()));
        String statement = "Of " + Figures.count(closed, "connection") + " accepted on "
                + cause.label() + " we closed "
                + Figures.count(cause.count()) + " first" + left(cause, model.closed(leavesTimeWait))
                + ". That takes no port from us or from clients: a socket in TIME_WAIT costs about 0.25 KB of memory."
                + counted(use.network()) + (isProjected(use) ? projected(cause, use) : "")
                + where(cause) + why.sentence() + cause.byDestination();
        Evidence evidence = new Evidence()
                .with("port", use.destination().port())
                .destination(cause)
                .with("closedFirstByUs", cause.count())
                .with("closed", closed)
                .with("timeWaitPerSecond", model.closedPerSecond(leavesTimeWait))
                .counted(use.network());
        if (isProjected(use)) {
            evidence.with("projectedTimeWait", Math.round(use.projection().sockets()));
        }
        why.into(evidence);
        return new Finding(
                FindingId.SERVER_CLOSES_FIRST,
                Severity.INFO,
                statement,
                evidence.with("peers", use.peers().addresses()),
                advice(model, why, cause, use),
                cause);
    }

    /** How many of them left TIME_WAIT, where not all did: a reset leaves none. */
    private static String left(Cause cause, long timeWait) {
        return timeWait == cause.count() ? "" : ", and keep TIME_WAIT of " + Figures.count(timeWait);
    }

    /** A library that serves closes for all reasons in one line, which says nothing. */
    private static String where(Cause cause) {
        return cause.site().filter(busiest -> busiest.site().isApplication()).isPresent() ? cause.where("closed") : "";
    }

    private static List<String> advice(Model model, WhyClosed why, Cause cause, DestinationUse use) {
        List<String> advice = new ArrayList<>();
        Optional<String> first = Optional.of(why)
                .filter(main -> cause.count() >= Thresholds.PER_REQUEST_CONNECTIONS && main.isMainly(CLIENTS_END))
                .flatMap(main -> main.mainChange(Role.SERVER));
        first.ifPresent(advice::add);
        advice.add("Nothing has to change for the sake of ports.");
        List<String> changes = why.changes(Role.SERVER)
                .filter(change -> !advice.contains(change))
                .toList();
        boolean http = PortAdvice.isHttp(model, group -> cause.concerns(group.destination()));
        advice.addAll(
                !changes.isEmpty() || first.isPresent()
                        ? changes
                        : List.of(
                                http
                                        ? "If clients should reuse connections, see that responses do not say"
                                                + " \"Connection: close\", and that our idle limit is longer than the"
                                                + " clients'."
                                        : "If clients should reuse connections, let our code keep them open after an"
                                                + " answer."));
        if (mayUseUpPortsOfPeers(use)) {
            advice.add("Clients behind one NAT address get their ports back at once, too: Linux accepts a later SYN in"
                    + " TIME_WAIT.");
        }
        return advice;
    }

    /** Whether this TIME_WAIT would be as many sockets as half of the ports that its few peers have. */
    private static boolean mayUseUpPortsOfPeers(DestinationUse use) {
        double ports =
                (double) KernelSettings.DEFAULT_RANGE * Math.max(1, use.peers().ways());
        return use.projection().sockets() >= Thresholds.PORTS_WARNING * ports;
    }

    private static String counted(Network network) {
        String said = FindingText.counted(network);
        return said.isEmpty()
                ? ""
                : said.substring(0, said.length() - 1) + ": "
                        + Figures.timeWaitMemory(network.mostTimeWait().getAsLong()) + ".";
    }

    /**
     * Whether the count does not tell it all: it was taken once at most, or was still on the rise
     * with our closes when the recording ended.
     */
    private static boolean isProjected(DestinationUse use) {
        Network network = use.network();
        boolean brief = network.observed().toSeconds() < TimeWaitProjection.SECONDS;
        boolean rising = network.timeWaitRise() >= Thresholds.TIME_WAIT_RISES * use.timeWaitOurs();
        return use.timeWaitOurs() > 0
                && (network.counters().samples() < Thresholds.TIME_WAIT_SAMPLES || brief && rising);
    }

    private static String projected(Cause cause, DestinationUse use) {
        double sockets = use.projection().sockets();
        return " At this rate, 60 s would make "
                + Figures.count(Math.round(sockets), "socket") + " in TIME_WAIT"
                + (cause.isSingle() ? "" : " on " + cause.worst().label() + " alone") + ", "
                + Figures.timeWaitMemory(sockets)
                + switch (use.projection().bound()) {
                    case RATE -> ".";
                    case MAX_TIME_WAIT_BUCKETS ->
                        ": tcp_max_tw_buckets="
                                + use.network()
                                        .settings()
                                        .map(KernelSettings::maxTimeWaitBuckets)
                                        .orElseThrow() + " allows no more.";
                    case PORTS_OF_PEERS ->
                        ": "
                                + Figures.count(use.peers().addresses())
                                + (use.peers().addresses() == 1 ? " address" : " addresses")
                                + " of the peers with 65,535 ports can have no more.";
                };
    }
}
