package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.FindingId;
import io.firstfin.analysis.finding.FindingText;
import io.firstfin.analysis.model.Reset;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.util.Locale;

/** Constants of the model in the words of the reports. */
public final class Words {

    private Words() {}

    /** How many of a list are not shown; empty when all are. */
    static String more(int all, int shown) {
        return all <= shown ? "" : Figures.count(all - shown);
    }

    /**
     * What kind of finding it is, as a title. A kind without words of its own has those of its code: {@code "Port
     * budget"} for {@code PORT_BUDGET}.
     */
    public static String title(FindingId id) {
        return switch (id) {
            case PORTS_EXHAUSTED -> "No local port was free";
            case BIND_FAILED -> "A port could not be bound";
            case OUT_OF_DESCRIPTORS -> "No file descriptor was left";
            case PORT_IN_USE -> "A connect used a port that was taken";
            case SELF_CONNECT -> "A socket connected to itself";
            case PORT_BUDGET -> "Local ports fill up";
            case ACCEPT_QUEUE -> "Connections wait to be accepted";
            case CLOSE_WAIT_LEAK -> "Connections are never closed";
            case TIME_WAIT_TABLE_FULL -> "The kernel's TIME_WAIT table was full";
            case STALE_CONNECTION -> "Connections were used after the peer had closed";
            case RESET_BY_LINGER -> "Closes reset the connection: SO_LINGER 0";
            case RESET_BY_UNREAD_DATA -> "Closes reset the connection: data was unread";
            case CLOSED_BY_COLLECTOR -> "The garbage collector closed connections";
            case LONG_CLOSE_WAIT -> "Our code closed long after the peer";
            case CLOSED_NOT_RELEASED -> "Closed channels still hold their descriptor";
            case UNDELIVERED_DATA -> "The peer does not take what we sent";
            case FIN_WAIT2_HELD -> "Half-closed connections stay open";
            case PEER_PORTS -> "A client runs short of ports towards us";
            case PEER_LIMITS_REQUESTS -> "The peer limits the requests of a connection";
            case PEER_LIMITS_IDLE_TIME -> "The peer closes idle connections";
            case PROXY_ENDS_CONNECTION -> "A proxy asks for credentials and closes";
            case CHALLENGE_ENDS_CONNECTION -> "A server asks for credentials and closes";
            case PROXY_REFUSES -> "A proxy refuses to connect";
            case CONNECTION_PER_REQUEST -> "A connection for each request";
            case SHORT_CONNECTIONS -> "Connections live for a moment only";
            case BIND_BEFORE_CONNECT -> "Sockets are bound before they connect";
            case CONNECT_FAILED -> "Connects failed";
            case RESET_BY_PEER -> "The peer reset connections";
            case CLOSED_TOO_EARLY -> "We closed before the peer was finished";
            case FIN_WAIT2_ORPHANED -> "The peer does not close after us";
            case REDIRECT_ENDS_CONNECTION -> "Redirects end connections";
            case SERVER_CLOSES_FIRST -> "Our server closes first";
            case NETLINK_REFUSED -> "The kernel refused netlink";
            case VERDICTS_UNKNOWN -> "Who closed first is unknown";
            case VERDICTS_SUPPOSED -> "Who closed first is supposed";
            case UNTRACED_CONNECTIONS -> "Connections are not traced";
            case AGENT_TROUBLE -> "The agent had trouble";
            default -> {
                String words = id.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                yield Character.toUpperCase(words.charAt(0)) + words.substring(1);
            }
        };
    }

    /** Such as {@code "client"}. */
    public static String of(Role role) {
        return switch (role) {
            case CLIENT -> "client";
            case SERVER -> "server";
            case UNKNOWN -> "unknown";
        };
    }

    /** In what role connections were closed: such as {@code "as client"}. */
    public static String as(Role role) {
        return role == Role.UNKNOWN ? "in an unknown role" : "as " + of(role);
    }

    /** The side that keeps TIME_WAIT: such as {@code "nobody"}. */
    public static String of(TimeWait timeWait) {
        return switch (timeWait) {
            case LOCAL -> "we";
            case REMOTE -> "the peer";
            case BOTH -> "both";
            case NONE -> "nobody";
            case UNKNOWN -> "unknown";
        };
    }

    /** Who was first: such as {@code "the peer"}, or {@code "we, supposed"}. */
    public static String first(Verdict verdict) {
        return FindingText.of(verdict.closedFirst()) + (verdict.isSupposed() ? ", supposed" : "");
    }

    /**
     * Such as {@code "the peer's reset"}.
     *
     * @param reset the one that ended it, if any
     */
    public static String of(Ending ending, Reset reset) {
        return switch (ending) {
            case FIN -> "FIN";
            case RESET_BY_LINGER -> "our reset, SO_LINGER 0";
            case RESET_BY_UNREAD_DATA -> "our reset, data unread";
            case RESET_BY_PEER -> "the peer's reset";
            case FIN_THEN_RESET ->
                "our FIN, then "
                        + switch (reset.by()) {
                            case LOCAL -> "our reset";
                            case REMOTE -> "the peer's reset";
                            case NONE, UNKNOWN -> "a reset";
                        };
            case UNKNOWN -> "unknown";
        };
    }
}
