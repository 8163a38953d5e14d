package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Reset;
import io.firstfin.verdict.Role;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which findings follow from others. Ports run short because connections are never closed, or because each request has
 * a connection of its own; a pool that keeps what the peer has closed is answered by resets. These are one cause each.
 */
final class CommonCauses {

    private static final Set<FindingId> OF_PORTS = EnumSet.of(FindingId.PORTS_EXHAUSTED, FindingId.PORT_BUDGET);
    private static final Set<FindingId> OF_EACH_REQUEST =
            EnumSet.of(FindingId.CONNECTION_PER_REQUEST, FindingId.SHORT_CONNECTIONS);
    private static final Set<FindingId> OF_ENDS = EnumSet.of(
            FindingId.PEER_LIMITS_REQUESTS, FindingId.PEER_LIMITS_IDLE_TIME, FindingId.REDIRECT_ENDS_CONNECTION);
    private static final Set<FindingId> OF_PROXIES =
            EnumSet.of(FindingId.PROXY_ENDS_CONNECTION, FindingId.CHALLENGE_ENDS_CONNECTION, FindingId.PROXY_REFUSES);
    private static final Set<FindingId> OF_RESETS = EnumSet.of(FindingId.RESET_BY_PEER, FindingId.CLOSED_TOO_EARLY);

    private static final Set<FindingId> OF_OUR_RESETS =
            EnumSet.of(FindingId.RESET_BY_LINGER, FindingId.RESET_BY_UNREAD_DATA, FindingId.CLOSED_TOO_EARLY);

    private static final Set<FindingId> OF_LATE_CLOSES =
            EnumSet.of(FindingId.CLOSE_WAIT_LEAK, FindingId.LONG_CLOSE_WAIT);

    private final Model model;
    private final List<Finding> all;

    CommonCauses(Model model, List<Finding> all) {
        this.model = model;
        this.all = all;
    }

    /** The finding that another one follows from; itself where it follows from none. */
    Finding rootOf(Finding effect) {
        return Stream.<BiPredicate<Finding, Finding>>of(
                        this::usesUpPorts,
                        this::usesUpDescriptors,
                        this::failsToAccept,
                        this::endsWhatItIsAsked,
                        this::opensForEachRequest,
                        this::bindsFirst,
                        this::ranOut,
                        this::keepsStale,
                        this::endsConnections,
                        this::leavesTimeWait,
                        this::isOtherEnd)
                .flatMap(leadsTo -> all.stream().filter(cause -> leadsTo.test(cause, effect)))
                .findFirst()
                .map(this::rootOf)
                .orElse(effect);
    }

    /** What held the ports that the connections of a leak use up; empty where they make none run short. */
    Optional<PortCount> portsUsedUpBy(Finding leak) {
        return all.stream()
                .filter(effect -> usesUpPorts(leak, effect))
                .flatMap(effect -> held(effect).stream())
                .findFirst();
    }

    /** Connections that are never closed hold half of the ports or more. */
    private boolean usesUpPorts(Finding cause, Finding effect) {
        return cause.id() == FindingId.CLOSE_WAIT_LEAK
                && isOfPortsTowardsAny(cause, effect)
                && held(effect)
                        .flatMap(held -> PortHolders.leak(worst(effect), held, model))
                        .isPresent();
    }

    /** Connections that are never closed hold half of all descriptors or more. */
    private boolean usesUpDescriptors(Finding cause, Finding effect) {
        return cause.id() == FindingId.CLOSE_WAIT_LEAK
                && effect.id() == FindingId.OUT_OF_DESCRIPTORS
                && model.connections().descriptorExhaustions().stream()
                        .filter(exhaustion -> exhaustion.isHeldBy(exhaustion.closeWait(), Thresholds.LEAK_HOLDS))
                        .anyMatch(exhaustion -> count(cause) >= Thresholds.MAIN_CAUSE * exhaustion.closeWait());
    }

    /** Without a descriptor nothing is accepted, and connections wait. */
    private boolean failsToAccept(Finding cause, Finding effect) {
        return cause.id() == FindingId.OUT_OF_DESCRIPTORS
                && effect.id() == FindingId.ACCEPT_QUEUE
                && effect.evidence().get("port") instanceof Number port
                && model.connections().descriptorExhaustions().stream()
                        .anyMatch(exhaustion -> exhaustion.ports().contains(port.intValue()));
    }

    /** Each request has a connection of its own, whose TIME_WAIT is what fills the ports, or which stays open. */
    private boolean opensForEachRequest(Finding cause, Finding effect) {
        return OF_EACH_REQUEST.contains(cause.id())
                && isOfPortsTowardsAny(cause, effect)
                && held(effect)
                        .map(held -> (!PortHolders.isMostlyOpenHere(held) || holdsOpen(cause, held))
                                && !PortHolders.isMostlyOfOthers(held))
                        .orElse(true);
    }

    /** The peer, or a redirect, ended half of the connections or more that are opened for each request. */
    private boolean endsConnections(Finding cause, Finding effect) {
        if (!OF_ENDS.contains(cause.id()) || !OF_EACH_REQUEST.contains(effect.id())) {
            return false;
        }
        long ended = cause.destinations().stream()
                .filter(one -> concerns(effect, one.destination()))
                .mapToLong(AffectedDestination::count)
                .sum();
        return ended > 0
                && ended >= Thresholds.MAIN_CAUSE * model.closed(group -> concerns(effect, group.destination()));
    }

    /** The peer ends connections by "Connection: close", our side closes first, and keeps the TIME_WAIT that fills ports. */
    private boolean leavesTimeWait(Finding cause, Finding effect) {
        if (cause.id() != FindingId.PEER_LIMITS_REQUESTS || !isOfPortsTowardsAny(cause, effect)) {
            return false;
        }
        Predicate<CloseGroup> ours =
                group -> group.leavesTimeWaitWithUs() && PortUsageText.sameEnd(group.destination(), worst(effect));
        long announced = model.closed(ours.and(group -> group.why().reason().equals("RESPONSE_SAID_CLOSE")));
        return announced > 0 && announced >= Thresholds.MAIN_CAUSE * model.closed(ours);
    }

    /** Most of the connections ended because a proxy or a server asked for credentials, or because a proxy refused. */
    private boolean endsWhatItIsAsked(Finding cause, Finding effect) {
        boolean ofConnections = OF_EACH_REQUEST.contains(effect.id()) || isOfPortsTowardsAny(cause, effect);
        if (!OF_PROXIES.contains(cause.id()) || !ofConnections || !concerns(cause, worst(effect))) {
            return false;
        }
        long closed = model.closed(group -> concerns(cause, group.destination()));
        return count(cause) >= Thresholds.MAIN_CAUSE * closed;
    }

    /** The connections of clients that were made for one request each hold half of the ports or more. */
    private static boolean holdsOpen(Finding cause, PortCount held) {
        return cause.evidence().get("openConnections") instanceof Number open
                && open.longValue() >= Thresholds.LEAK_HOLDS * held.held();
    }

    private boolean bindsFirst(Finding cause, Finding effect) {
        return cause.id() == FindingId.BIND_BEFORE_CONNECT
                && effect.id() == FindingId.PORTS_EXHAUSTED
                && effect.destinations().isEmpty();
    }

    private boolean ranOut(Finding cause, Finding effect) {
        return cause.id() == FindingId.PORTS_EXHAUSTED
                && effect.id() == FindingId.PORT_BUDGET
                && isOfPortsTowardsAny(cause, effect);
    }

    /** What the peer had closed was used again: most of those resets ended a connection that had waited for our close. */
    private boolean keepsStale(Finding cause, Finding effect) {
        if (cause.id() != FindingId.LONG_CLOSE_WAIT
                || !OF_RESETS.contains(effect.id())
                || worst(effect).role() != Role.CLIENT
                || !concerns(cause, worst(effect))) {
            return false;
        }
        long waited = model.connections().closes().stream()
                .filter(group -> group.reset().cause() != Reset.Cause.NONE)
                .filter(group -> concerns(cause, group.destination()) && concerns(effect, group.destination()))
                .mapToLong(group -> group.closeWaits().overdue())
                .sum();
        return waited >= Thresholds.MAIN_CAUSE * count(effect);
    }

    /** This JVM connects to itself, and one of its ends tells of what the other one did, or did not do. */
    private boolean isOtherEnd(Finding cause, Finding effect) {
        boolean reset = OF_OUR_RESETS.contains(cause.id()) && effect.id() == FindingId.RESET_BY_PEER;
        boolean notClosed = OF_LATE_CLOSES.contains(cause.id()) && effect.id() == FindingId.FIN_WAIT2_ORPHANED;
        if (!reset && !notClosed) {
            return false;
        }
        long ours = effect.destinations().stream()
                .filter(one -> cause.destinations().stream()
                        .anyMatch(other -> areTwoEnds(one.destination(), other.destination())))
                .mapToLong(AffectedDestination::count)
                .sum();
        return ours >= Thresholds.MAIN_CAUSE * count(effect);
    }

    private static boolean areTwoEnds(Destination one, Destination other) {
        if (other.role() == Role.CLIENT) {
            return one.role() == Role.SERVER && areTwoEnds(other, one);
        }
        return one.role() == Role.CLIENT
                && other.role() == Role.SERVER
                && one.port() == other.port()
                && one.network().equals(other.network())
                && (one.isLoopback() || one.source().equals(one.address()));
    }

    private static long count(Finding finding) {
        return finding.destinations().stream()
                .mapToLong(AffectedDestination::count)
                .sum();
    }

    private static boolean isOfPortsTowardsAny(Finding cause, Finding effect) {
        return OF_PORTS.contains(effect.id()) && !effect.destinations().isEmpty() && concerns(cause, worst(effect));
    }

    private static boolean concerns(Finding finding, Destination destination) {
        return finding.destinations().stream().anyMatch(one -> PortUsageText.sameEnd(one.destination(), destination));
    }

    private static Destination worst(Finding finding) {
        return finding.destinations().get(0).destination();
    }

    /** What held the ports that a finding is about: when the first connect failed, or else at most. */
    private Optional<PortCount> held(Finding ofPorts) {
        Destination worst = worst(ofPorts);
        Optional<PortCount> atFailure = model.ports().exhaustions().stream()
                .filter(one -> !one.atBind() && !one.isContradicted())
                .filter(one -> PortUsageText.sameEnd(one.destination(), worst))
                .max(Comparator.comparingLong(PortExhaustion::count))
                .map(PortExhaustion::held);
        return atFailure.or(() -> model.ports().budgets().stream()
                .filter(budget -> budget.side() == PortSide.CLIENT)
                .filter(budget -> PortUsageText.sameEnd(budget.destination(), worst))
                .map(PortBudget::fullest)
                .max(Comparator.comparingLong(PortCount::held)));
    }
}
