package io.firstfin.analysis.finding;

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
import java.util.stream.Stream;

/**
 * Which findings follow from others. Ports run short because connections are never closed, or because each request has
 * a connection of its own; a pool that keeps what the peer has closed is answered by resets. These are one cause each.
 */
final class CommonCauses {

    private static final Set<FindingId> OF_PORTS = EnumSet.of(FindingId.PORTS_EXHAUSTED, FindingId.PORT_BUDGET);
    private static final Set<FindingId> OF_EACH_REQUEST =
            EnumSet.of(FindingId.CONNECTION_PER_REQUEST, FindingId.SHORT_CONNECTIONS);
    private static final Set<FindingId> OF_RESETS = EnumSet.of(FindingId.RESET_BY_PEER, FindingId.CLOSED_TOO_EARLY);

    private static final Set<FindingId> OF_OUR_RESETS =
            EnumSet.of(FindingId.RESET_BY_LINGER, FindingId.RESET_BY_UNREAD_DATA, FindingId.CLOSED_TOO_EARLY);

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
                        this::opensForEachRequest,
                        this::bindsFirst,
                        this::ranOut,
                        this::keepsStale,
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

    /** Each request has a connection of its own, whose TIME_WAIT is what fills the ports, or which stays open. */
    private boolean opensForEachRequest(Finding cause, Finding effect) {
        return OF_EACH_REQUEST.contains(cause.id())
                && isOfPortsTowardsAny(cause, effect)
                && held(effect)
                        .map(held -> (!PortHolders.isMostlyOpenHere(held) || holdsOpen(cause, held))
                                && !PortHolders.isMostlyOfOthers(held))
                        .orElse(true);
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

    /** This JVM connects to itself, and one of its ends tells of the reset that the other one made. */
    private boolean isOtherEnd(Finding cause, Finding effect) {
        if (!OF_OUR_RESETS.contains(cause.id()) || effect.id() != FindingId.RESET_BY_PEER) {
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
