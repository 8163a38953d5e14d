package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Challenge;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.Role;
import java.util.List;
import java.util.stream.Stream;

/** A proxy was asked to connect to another place, and answered that it does not. */
final class ProxyRefusesRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(
                Causes.ofCloses(model, ProxyRefusesRule::isRefusal, Causes.acts(Act.CLOSE, Mark.PROXY_REFUSED))
                        .stream(),
                "call site",
                cause -> finding(model, cause));
    }

    /** A proxy that wants credentials first is another matter. */
    private static boolean isRefusal(CloseGroup group) {
        return group.role() == Role.CLIENT
                && group.why().isRefusal()
                && group.why().challenge() == Challenge.NONE;
    }

    private static Finding finding(Model model, Cause cause) {
        String targets = new ProxyTargets(model, cause, true).names();
        String statement = cause.connectionsWere() + " closed because the proxy there refused to connect"
                + (targets.isEmpty() ? "." : " to " + targets + ".") + cause.where("closed") + cause.byDestination();
        boolean many = cause.count()
                >= Thresholds.CONNECTS_FAILED
                        * model.opened(to -> to.destination().role() == Role.CLIENT);
        return new Finding(
                FindingId.PROXY_REFUSES,
                many ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .destination(cause)
                        .with("connections", cause.count())
                        .known("targets", targets)
                        .site("closer", cause.site()),
                List.of(
                        "Look at the rules of the proxy, and whether it reaches what it is asked for.",
                        "Each try costs a connection to the proxy: wait longer before each retry."),
                cause);
    }
}
