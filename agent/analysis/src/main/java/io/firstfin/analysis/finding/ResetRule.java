package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Reset;
import io.firstfin.verdict.Ending;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A reset ended connections in place of a FIN: our code caused it, or the peer sent it. */
final class ResetRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        Predicate<CloseGroup> linger = group -> group.reset().cause() == Reset.Cause.LINGER;
        Predicate<CloseGroup> unread = group -> group.reset().cause() == Reset.Cause.UNREAD_DATA;
        return Stream.of(
                        ShownFindings.of(
                                Causes.ofCloses(model, linger, Causes.acts(Act.CLOSE, Mark.RESET_BY_LINGER)).stream(),
                                "call site",
                                cause -> byLinger(model, cause)),
                        ShownFindings.of(
                                Causes.ofCloses(model, unread, Causes.acts(Act.CLOSE, Mark.RESET_BY_UNREAD_DATA))
                                        .stream(),
                                "call site",
                                ResetRule::byUnreadData),
                        Causes.byRole(model, ResetRule::isByPeer).stream().map(cause -> byPeer(model, cause)))
                .flatMap(findings -> findings);
    }

    private static Finding byLinger(Model model, Cause cause) {
        String statement = cause.connectionsWere() + " closed with SO_LINGER 0 ("
                + Figures.percent(part(model, cause)) + " of all): a RST instead of"
                + " a FIN. Data not delivered yet is lost, and the peer sees an error."
                + cause.where("closed") + cause.byDestination();
        return new Finding(
                FindingId.RESET_BY_LINGER,
                Severity.WARNING,
                statement,
                evidence(cause).with("closedPercent", 100 * part(model, cause)).site("closer", cause.site()),
                List.of(
                        "Remove setSoLinger(true, 0) and close in order.",
                        "TIME_WAIT protects the next connection on the same ports from old"
                                + " segments; keep connections alive to have fewer of them."),
                cause);
    }

    private static Finding byUnreadData(Cause cause) {
        String statement = cause.connectionsWere()
                + " closed with received data unread: the kernel sends a RST, and the peer may lose what we sent last."
                + cause.where("closed") + cause.byDestination();
        return new Finding(
                FindingId.RESET_BY_UNREAD_DATA,
                Severity.WARNING,
                statement,
                evidence(cause).site("closer", cause.site()),
                List.of(
                        "Read responses to their end before you close, also after an error.",
                        "An HTTP client whose body is not consumed cannot reuse the connection either."),
                cause);
    }

    private static Finding byPeer(Model model, Cause cause) {
        String statement = cause.connectionsWere() + " reset by the peer ("
                + Figures.percent(part(model, cause)) + " of all). Nobody keeps TIME_WAIT then."
                + cause.byDestination();
        return new Finding(
                FindingId.RESET_BY_PEER,
                model.share(ResetRule::isByPeer) >= Thresholds.RESETS ? Severity.WARNING : Severity.INFO,
                statement,
                evidence(cause).with("closedPercent", 100 * part(model, cause)),
                List.of(
                        "Look at the peer: it closed with data unread or with SO_LINGER 0, or it died.",
                        "A balancer or firewall on the way may send the RST, after its idle limit" + " for instance."),
                cause);
    }

    private static boolean isByPeer(CloseGroup group) {
        return group.ending() == Ending.RESET_BY_PEER;
    }

    private static Evidence evidence(Cause cause) {
        return new Evidence()
                .with("resets", cause.count())
                .destination(cause)
                .with("destinationResets", cause.affected().get(0).count());
    }

    private static double part(Model model, Cause cause) {
        return (double) cause.count() / model.closed();
    }
}
