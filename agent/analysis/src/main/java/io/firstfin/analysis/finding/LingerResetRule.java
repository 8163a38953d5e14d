package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.Libraries;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.SiteShare;
import java.util.List;
import java.util.stream.Stream;

/** Our code closed with SO_LINGER 0, so that the kernel sent a RST in place of a FIN. */
final class LingerResetRule implements Rule {

    /** Its name, as the table of libraries has it: redis.clients.jedis.DefaultJedisSocketFactory. */
    static final String ALWAYS_SETS_LINGER = "Jedis";

    static final String CLOSED_BY_THE_APPLICATION = "APPLICATION";

    @Override
    public Stream<Finding> findings(Model model) {
        return Resets.bySite(
                model,
                group -> group.reset().cause() == Reset.Cause.LINGER,
                Mark.RESET_BY_LINGER,
                cause -> byLinger(model, cause));
    }

    private static Finding byLinger(Model model, Cause cause) {
        String setBy = librarySetting(model, cause);
        String reason = WhyClosed.of(
                        model,
                        group -> group.reset().cause() == Reset.Cause.LINGER && cause.concerns(group.destination()))
                .commonest();
        String statement = cause.connectionsWere() + " closed with SO_LINGER 0 ("
                + Figures.percent(Resets.part(model, cause))
                + " of all): a RST instead of a FIN. Data not delivered yet is"
                + " lost, and the peer sees an error."
                + cause.where("closed") + setter(model, cause) + cause.byDestination();
        return new Finding(
                FindingId.RESET_BY_LINGER,
                Severity.WARNING,
                statement,
                Resets.evidence(cause)
                        .with("closedPercent", 100 * Resets.part(model, cause))
                        .site("closer", cause.site())
                        .known("lingerSetIn", setBy)
                        .known("reason", reason),
                List.of(
                        adviceOnLinger(setBy, reason),
                        "TIME_WAIT protects the next connection on the same ports from old segments; keep connections"
                                + " alive to have fewer of them."),
                cause);
    }

    /** Jedis sets it on each of its sockets; other libraries do what their configuration says. */
    private static String adviceOnLinger(String library, String reason) {
        return switch (library) {
            case "" -> "Remove setSoLinger(true, 0) and close in order.";
            case ALWAYS_SETS_LINGER ->
                adviceOnJedis(reason) + " Jedis itself sets SO_LINGER 0, so that each close is a reset.";
            default -> "Leave SO_LINGER off in the configuration of " + library + ", and close in order.";
        };
    }

    /** Who has a pool is not told to make one, and where nothing shows whether there is one, both are said. */
    private static String adviceOnJedis(String reason) {
        return switch (reason) {
            case CLOSED_BY_THE_APPLICATION -> "Share a JedisPool.";
            case "" -> "Share a JedisPool, or let the one there is keep its connections for longer.";
            default -> "Close fewer connections: let the pool keep them for longer.";
        };
    }

    /** The library that set SO_LINGER to 0 on these connections; empty where the application did, or it is not known. */
    private static String librarySetting(Model model, Cause cause) {
        List<SiteShare> setters = setters(model, cause).toList();
        return setters.isEmpty() || setters.get(0).site().isApplication()
                ? ""
                : Libraries.of(setters.get(0).site().className())
                        .map(Libraries.Library::name)
                        .orElse("");
    }

    private static Stream<SiteShare> setters(Model model, Cause cause) {
        return model.sites().of(Act.SET_LINGER, group -> cause.concerns(group.destination())).stream()
                .filter(share -> share.site().isKnown());
    }

    /** {@code  SO_LINGER 0 was set in a.B.c(B.java:7) of Jedis.}, or nothing when unknown. */
    private static String setter(Model model, Cause cause) {
        return setters(model, cause)
                .limit(Thresholds.NAMED)
                .map(share -> share.site().label())
                .reduce((one, other) -> one + ", and in " + other)
                .map(places -> " SO_LINGER 0 was set in " + places + ".")
                .orElse("");
    }
}
