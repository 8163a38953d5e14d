package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The peer sent a RST: in place of a FIN, or in answer to what we sent after its FIN. */
final class PeerResetRule implements Rule {

    private static final String PEER_CLOSED = "PEER_CLOSED";

    @Override
    public Stream<Finding> findings(Model model) {
        return Causes.byRole(model, PeerResetRule::resetsByPeer).stream()
                .map(cause -> byPeer(model, withOpeners(model, cause)));
    }

    private static Finding byPeer(Model model, Cause cause) {
        long afterItsFin = model.connections().closes().stream()
                .filter(group -> cause.concerns(group.destination()))
                .mapToLong(PeerResetRule::answersOfThePeer)
                .sum();
        String statement = cause.connectionsWere() + " reset by the peer ("
                + Figures.percent(Resets.part(model, cause)) + " of all). Nobody keeps TIME_WAIT then."
                + closedBefore(afterItsFin, cause.count()) + cause.where("opened") + cause.byDestination();
        return new Finding(
                FindingId.RESET_BY_PEER,
                allByPeer(model) >= Thresholds.RESETS * model.closed() ? Severity.WARNING : Severity.INFO,
                statement,
                Resets.evidence(cause)
                        .with("closedPercent", 100 * Resets.part(model, cause))
                        .site("opener", cause.site())
                        .known("resetsAfterFinOfPeer", afterItsFin == 0 ? -1 : afterItsFin),
                adviceOnPeer(cause, afterItsFin),
                cause);
    }

    /** The cause is not in our code: what there is to name is where our code opened what the peer reset. */
    private static Cause withOpeners(Model model, Cause cause) {
        Predicate<SiteGroup> opened = Causes.acts(Act.CONNECT, Mark.RESET_BY_PEER);
        return new Cause(
                cause.affected(),
                model.sites().of(Act.CONNECT, opened.and(group -> cause.concerns(group.destination()))));
    }

    private static String closedBefore(long afterItsFin, long resets) {
        if (afterItsFin == 0) {
            return "";
        }
        String which = afterItsFin == resets
                ? resets == 1 ? "It" : "All"
                : Figures.count(afterItsFin) + " of the " + Figures.count(resets);
        return " " + which + (afterItsFin == 1 ? " was" : " were")
                + " closed by the peer in order before: the reset answered what we sent after that.";
    }

    private static List<String> adviceOnPeer(Cause cause, long afterItsFin) {
        List<String> advice = new ArrayList<>();
        if (afterItsFin > 0) {
            advice.add(
                    cause.worst().role() == Role.SERVER
                            ? "Answer sooner, or let the clients wait longer: they had closed before our answer was sent."
                            : "Read the end of the stream before each use: the peer had closed when we sent.");
        }
        if (afterItsFin < cause.count()) {
            advice.add("Look at the peer: it closed with data unread or with SO_LINGER 0, or it died.");
            advice.add("A balancer or firewall on the way may send the RST, after its idle limit for instance.");
        }
        return List.copyOf(advice);
    }

    /**
     * Without those that a client of ours used again too late, which have a finding of their own, and without those that
     * were over: all that the reset answered is a farewell, such as that of TLS.
     */
    private static long resetsByPeer(CloseGroup group) {
        return group.ending() == Ending.RESET_BY_PEER
                ? group.count() - group.sentAfterFin().stale() - farewells(group)
                : 0;
    }

    private static long farewells(CloseGroup group) {
        boolean closedByPeer =
                group.role() == Role.CLIENT && PEER_CLOSED.equals(group.why().reason());
        return closedByPeer || group.why().isAnnouncedEnd(group.role())
                ? group.sentAfterFin().resets() - group.sentAfterFin().staleResets()
                : 0;
    }

    private static long allByPeer(Model model) {
        return model.connections().closes().stream()
                .mapToLong(PeerResetRule::resetsByPeer)
                .sum();
    }

    /** Of those, the ones whose peer had closed in order before. */
    private static long answersOfThePeer(CloseGroup group) {
        return group.ending() == Ending.RESET_BY_PEER
                ? group.sentAfterFin().resets() - group.sentAfterFin().staleResets() - farewells(group)
                : 0;
    }
}
