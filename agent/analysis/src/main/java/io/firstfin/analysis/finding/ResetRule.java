package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Libraries;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.SiteGroup;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A reset ended connections: in place of a FIN, which our code caused or the peer sent; or after our FIN, because the
 * peer sent something that nobody was there to read, or dropped what we had sent.
 */
final class ResetRule implements Rule {

    /** Reasons by which an HTTP client closes after the last response, which both sides know to be the last. */
    private static final Set<String> ANNOUNCED = Set.of("RESPONSE_SAID_CLOSE", "REQUEST_SAID_CLOSE", "HTTP_1_0");

    private static final String PEER_CLOSED = "PEER_CLOSED";

    /** Its name, as the table of libraries has it: redis.clients.jedis.DefaultJedisSocketFactory. */
    static final String ALWAYS_SETS_LINGER = "Jedis";

    static final String CLOSED_BY_THE_APPLICATION = "APPLICATION";

    @Override
    public Stream<Finding> findings(Model model) {
        Predicate<CloseGroup> linger = group -> group.reset().cause() == Reset.Cause.LINGER;
        Predicate<CloseGroup> unread = group -> group.reset().cause() == Reset.Cause.UNREAD_DATA && !isRefusal(group);
        return Stream.of(
                        bySite(model, linger, Mark.RESET_BY_LINGER, cause -> byLinger(model, cause)),
                        bySite(model, unread, Mark.RESET_BY_UNREAD_DATA, cause -> byUnreadData(model, cause)),
                        Causes.byRole(model, ResetRule::resetsByPeer).stream()
                                .map(cause -> byPeer(model, withOpeners(model, cause))),
                        bySite(
                                model,
                                ResetRule::closedTooEarly,
                                Mark.CLOSED_TOO_EARLY,
                                cause -> afterOurFin(model, cause)))
                .flatMap(findings -> findings);
    }

    private static boolean closedTooEarly(CloseGroup group) {
        return group.closedTooEarly() && !isRefusal(group) && !endedAsAnnounced(group);
    }

    /** The last response was read before: all that still crossed our FIN, or the peer's, is a farewell. */
    private static boolean endedAsAnnounced(CloseGroup group) {
        return group.role() == Role.CLIENT && ANNOUNCED.contains(group.why().reason());
    }

    /** Nobody wants the rest of the answer by which a proxy refuses to connect. */
    private static boolean isRefusal(CloseGroup group) {
        return group.why().reason().equals(Why.PROXY_REFUSED);
    }

    private static Stream<Finding> bySite(
            Model model, Predicate<CloseGroup> which, Mark mark, Function<Cause, Finding> finding) {
        return ShownFindings.of(
                Causes.ofCloses(model, which, Causes.acts(Act.CLOSE, mark)).stream(), "call site", finding);
    }

    private static Finding byLinger(Model model, Cause cause) {
        String setBy = librarySetting(model, cause);
        String reason = WhyClosed.of(
                        model,
                        group -> group.reset().cause() == Reset.Cause.LINGER && cause.concerns(group.destination()))
                .commonest();
        String statement = cause.connectionsWere() + " closed with SO_LINGER 0 ("
                + Figures.percent(part(model, cause)) + " of all): a RST instead of a FIN. Data not delivered yet is"
                + " lost, and the peer sees an error."
                + cause.where("closed") + setter(model, cause) + cause.byDestination();
        return new Finding(
                FindingId.RESET_BY_LINGER,
                Severity.WARNING,
                statement,
                evidence(cause)
                        .with("closedPercent", 100 * part(model, cause))
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

    private static Finding byUnreadData(Model model, Cause cause) {
        boolean http = isHttp(
                model,
                group -> group.reset().cause() == Reset.Cause.UNREAD_DATA && cause.concerns(group.destination()));
        String statement = cause.connectionsWere()
                + " closed with received data unread: the kernel sends a RST, and the peer may lose what we sent last."
                + cause.where("closed") + cause.byDestination();
        return new Finding(
                FindingId.RESET_BY_UNREAD_DATA,
                Severity.WARNING,
                statement,
                evidence(cause).site("closer", cause.site()),
                http
                        ? List.of(
                                "Read responses to their end before you close, also after an error.",
                                "An HTTP client whose body is not consumed cannot reuse the connection either.")
                        : List.of("Read what the peer sends to its end before you close, also after an error."),
                cause);
    }

    /** The cause is not in our code: what there is to name is where our code opened what the peer reset. */
    private static Cause withOpeners(Model model, Cause cause) {
        Predicate<SiteGroup> opened = Causes.acts(Act.CONNECT, Mark.RESET_BY_PEER);
        return new Cause(
                cause.affected(),
                model.sites().of(Act.CONNECT, opened.and(group -> cause.concerns(group.destination()))));
    }

    private static Finding byPeer(Model model, Cause cause) {
        long afterItsFin = model.connections().closes().stream()
                .filter(group -> cause.concerns(group.destination()))
                .mapToLong(ResetRule::answersOfThePeer)
                .sum();
        String statement = cause.connectionsWere() + " reset by the peer ("
                + Figures.percent(part(model, cause)) + " of all). Nobody keeps TIME_WAIT then."
                + closedBefore(afterItsFin, cause.count()) + cause.where("opened") + cause.byDestination();
        return new Finding(
                FindingId.RESET_BY_PEER,
                allByPeer(model) >= Thresholds.RESETS * model.closed() ? Severity.WARNING : Severity.INFO,
                statement,
                evidence(cause)
                        .with("closedPercent", 100 * part(model, cause))
                        .site("opener", cause.site())
                        .known("resetsAfterFinOfPeer", afterItsFin == 0 ? -1 : afterItsFin),
                adviceOnPeer(cause, afterItsFin),
                cause);
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

    private static Finding afterOurFin(Model model, Cause cause) {
        Predicate<CloseGroup> early = group -> closedTooEarly(group) && cause.concerns(group.destination());
        WhyClosed why = WhyClosed.of(model, early);
        long ours = model.closed(group -> early.test(group) && group.reset().by() == ResetBy.LOCAL);
        long peers = model.closed(group -> early.test(group) && group.reset().by() == ResetBy.REMOTE);
        String statement = cause.connectionsWere() + " reset after our FIN ("
                + Figures.percent(part(model, cause)) + " of all): we closed before the peer was finished."
                + sender(
                        ours,
                        "ours: the peer sent data after our close. It lost that data, and may have lost what it"
                                + " had not read yet")
                + sender(peers, "the peer's: it may not have read all that we sent")
                + sender(cause.count() - ours - peers, "of unknown origin: what was sent last may be lost")
                + " Nobody keeps TIME_WAIT."
                + cause.where("closed") + why.sentence() + cause.byDestination();
        return new Finding(
                FindingId.CLOSED_TOO_EARLY,
                model.share(ResetRule::closedTooEarly) >= Thresholds.RESETS ? Severity.WARNING : Severity.INFO,
                statement,
                new Evidence()
                        .with("resets", cause.count())
                        .with("closedPercent", 100 * part(model, cause))
                        .with("resetsOurs", ours)
                        .with("resetsOfPeer", peers)
                        .destination(cause)
                        .with("destinationResets", cause.affected().get(0).count())
                        .site("closer", cause.site())
                        .why(why),
                advice(cause.worst().role(), isHttp(model, early), peers),
                cause);
    }

    private static String sender(long count, String whose) {
        return count == 0 ? "" : " " + Figures.count(count, "reset") + (count == 1 ? " was " : " were ") + whose + ".";
    }

    /** Whether an HTTP client or server that FirstFin knows used any of them. */
    private static boolean isHttp(Model model, Predicate<CloseGroup> which) {
        return model.connections().closes().stream()
                .filter(which)
                .anyMatch(group -> !group.why().program().isEmpty());
    }

    private static List<String> advice(Role role, boolean http, long peers) {
        List<String> advice = new ArrayList<>();
        if (role == Role.SERVER) {
            advice.add(
                    http
                            ? "Read the request to its end before you answer and close: else the peer may lose the answer."
                            : "Read what the peer sends to its end before you close: else it may lose what you sent last.");
        } else {
            advice.add("Wait longer for the peer, or read " + (http ? "its answer" : "what it sends")
                    + " to the end, before you close.");
            advice.add("Look for a time-out, a cancel or an interrupt where they were closed: each one costs the peer"
                    + " its work, and us a connection.");
        }
        if (peers > 0) {
            advice.add("Where the reset was the peer's, look there too: it closed with our data unread or with"
                    + " SO_LINGER 0, or it died.");
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
        return closedByPeer || endedAsAnnounced(group)
                ? group.sentAfterFin().resets() - group.sentAfterFin().staleResets()
                : 0;
    }

    private static long allByPeer(Model model) {
        return model.connections().closes().stream()
                .mapToLong(ResetRule::resetsByPeer)
                .sum();
    }

    /** Of those, the ones whose peer had closed in order before. */
    private static long answersOfThePeer(CloseGroup group) {
        return group.ending() == Ending.RESET_BY_PEER
                ? group.sentAfterFin().resets() - group.sentAfterFin().staleResets() - farewells(group)
                : 0;
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
