package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Reset;
import java.util.List;
import java.util.stream.Stream;

/** Our code closed before it had read what had come, so that the kernel sent a RST in place of a FIN. */
final class UnreadDataResetRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return Resets.bySite(
                model,
                group -> group.reset().cause() == Reset.Cause.UNREAD_DATA
                        && !group.why().isRefusal(),
                Mark.RESET_BY_UNREAD_DATA,
                cause -> byUnreadData(model, cause));
    }

    private static Finding byUnreadData(Model model, Cause cause) {
        boolean http = Resets.isHttp(
                model,
                group -> group.reset().cause() == Reset.Cause.UNREAD_DATA && cause.concerns(group.destination()));
        String statement = cause.connectionsWere()
                + " closed with received data unread: the kernel sends a RST, and the peer may lose what we sent last."
                + cause.where("closed") + cause.byDestination();
        return new Finding(
                FindingId.RESET_BY_UNREAD_DATA,
                Severity.WARNING,
                statement,
                Resets.evidence(cause).site("closer", cause.site()),
                http
                        ? List.of(
                                "Read responses to their end before you close, also after an error.",
                                "An HTTP client whose body is not consumed cannot reuse the connection either.")
                        : List.of("Read what the peer sends to its end before you close, also after an error."),
                cause);
    }
}
