package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenHttp;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.UnreleasedChannel;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Role;
import java.util.Optional;

/**
 * How much each finding explains: of the closes, of the connects, of the ports taken, or of what else its kind counts.
 * Findings on the recording itself explain nothing of the application.
 */
final class Shares {

    private final Model model;
    private final CommonCauses causes;

    Shares(Model model, CommonCauses causes) {
        this.model = model;
        this.causes = causes;
    }

    Optional<Explains> of(Finding finding) {
        return switch (finding.id()) {
            case PORTS_EXHAUSTED -> Explains.of(number(finding, "failures"), outOfPorts(), "port failures");
            case PORT_IN_USE, CONNECT_FAILED -> ofConnects(number(finding, "failures"));
            case SELF_CONNECT, BIND_BEFORE_CONNECT -> ofConnects(number(finding, "connects"));
            case OUT_OF_DESCRIPTORS ->
                // 0 where it is not known
                Explains.of(number(finding, "connections"), number(finding, "limit"), "descriptors");
            case BIND_FAILED -> Explains.of(number(finding, "failures"), failedBinds(), "failed binds");
            case PORT_BUDGET -> ofPorts(finding);
            case PEER_PORTS ->
                Explains.of(
                        number(finding, "openConnections") + number(finding, "projectedTimeWaitOfPeer"),
                        KernelSettings.DEFAULT_RANGE,
                        "ports of the peer");
            case ACCEPT_QUEUE -> Explains.of(number(finding, "waiting"), waitingToBeAccepted(), "waiting connections");
            case CLOSE_WAIT_LEAK -> ofLeak(finding);
            case STALE_CONNECTION,
                    UNDELIVERED_DATA,
                    RESET_BY_LINGER,
                    RESET_BY_UNREAD_DATA,
                    CLOSED_BY_COLLECTOR,
                    LONG_CLOSE_WAIT,
                    PEER_LIMITS_REQUESTS,
                    PEER_LIMITS_IDLE_TIME,
                    PROXY_ENDS_CONNECTION,
                    CHALLENGE_ENDS_CONNECTION,
                    PROXY_REFUSES,
                    RESET_BY_PEER,
                    CLOSED_TOO_EARLY,
                    REDIRECT_ENDS_CONNECTION,
                    SERVER_CLOSES_FIRST -> Explains.of(affected(finding), model.closed(), "closes");
            case CONNECTION_PER_REQUEST ->
                Explains.of(
                        affected(finding),
                        model.closed() + number(finding, "openConnections"),
                        number(finding, "openConnections") > 0 ? "connections" : "closes");
            case RESPONSES_NEVER_CLOSED ->
                Explains.of(
                        affected(finding),
                        model.ports().openHttp().stream()
                                .mapToLong(OpenHttp::connections)
                                .sum(),
                        "open HTTP connections");
            case SHORT_CONNECTIONS -> Explains.of(number(finding, "shortConnections"), model.closed(), "closes");
            case CLOSED_NOT_RELEASED ->
                // some were closed before the recording began
                Explains.of(number(finding, "channels"), Math.max(model.closed(), unreleased()), "closes");
            case FIN_WAIT2_HELD, FIN_WAIT2_ORPHANED ->
                Explains.of(affected(finding), model.closed() + model.stillOpen(), "connections");
            default -> Optional.empty();
        };
    }

    private Optional<Explains> ofConnects(long count) {
        long connects = model.opened(group -> group.destination().role() != Role.SERVER);
        return Explains.of(count, connects, "connects");
    }

    private long outOfPorts() {
        long binds = model.connections().bindFailures().stream()
                .filter(BindFailure::isExhaustion)
                .mapToLong(BindFailure::count)
                .sum();
        return binds + model.opened(group -> group.failure() == FailureKind.PORTS_EXHAUSTED);
    }

    private long failedBinds() {
        return model.connections().bindFailures().stream()
                .filter(bind -> !bind.isExhaustion())
                .mapToLong(BindFailure::count)
                .sum();
    }

    private long waitingToBeAccepted() {
        return model.ports().acceptQueues().stream()
                .map(AcceptQueue::longest)
                .mapToLong(AcceptQueue.Look::waiting)
                .sum();
    }

    private long unreleased() {
        return model.ports().unreleased().stream()
                .mapToLong(UnreleasedChannel::count)
                .sum();
    }

    private static Optional<Explains> ofPorts(Finding budget) {
        long ports = number(budget, "ephemeralPorts");
        long projected = number(budget, "projectedTimeWait");
        long taken = projected > 0 ? projected : Math.round(decimal(budget, "portsTakenPercent") / 100 * ports);
        return Explains.of(Math.min(taken, ports), ports, "ports");
    }

    /** Of the ports taken, where that is what they make run short; otherwise of the connections that are open. */
    private Optional<Explains> ofLeak(Finding leak) {
        long count = affected(leak);
        Optional<PortCount> held = causes.portsUsedUpBy(leak);
        if (held.isPresent()) {
            return Explains.of(count, held.get().held(), "ports taken");
        }
        long waiting = model.ports().waiting().stream()
                .filter(wait -> !wait.closed())
                .mapToLong(WaitingClose::count)
                .sum();
        return Explains.of(count, Math.max(waiting, model.neverClosed(destination -> true)), "open connections");
    }

    private static long affected(Finding finding) {
        return finding.destinations().stream()
                .mapToLong(AffectedDestination::count)
                .sum();
    }

    private static long number(Finding finding, String name) {
        return finding.evidence().get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static double decimal(Finding finding, String name) {
        return finding.evidence().get(name) instanceof Number number ? number.doubleValue() : 0;
    }
}
