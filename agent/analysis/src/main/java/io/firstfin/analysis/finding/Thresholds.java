package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.FinWait2;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.PortExhaustion;
import java.time.Duration;

/**
 * The numbers that decide whether a finding is made, how severe it is, and how much of it is shown. The sentences
 * of findings and docs/findings.md quote them from here. Shares are from 0 to 1.
 */
final class Thresholds {

    /** A connection that lives no longer was most likely made for one request. The engine counts by it. */
    static final Duration SHORT_LIFE = Lifetimes.SHORT;

    /** How long the peer's FIN may wait for our close. The engine counts by it. */
    static final Duration CLOSE_WAIT = CloseWaits.OVERDUE;

    /** How long a connection may be half-closed by us. The engine counts by it. */
    static final Duration HALF_CLOSED = FinWait2.LONG;

    /** Ports ran out only if no larger share of them was free when the kernel was asked after the failure. */
    static final double PORTS_FREED_MEANWHILE = PortExhaustion.FREED_MEANWHILE;

    /** The share of its ports from which on a destination, or an address that connects to us, has a finding. */
    static final double PORTS_WARNING = 0.5;

    /** The share of its ports from which on a destination's finding is critical. */
    static final double PORTS_CRITICAL = 0.9;

    /** Open connections that grow are found if they would use up the ports within this time. */
    static final Duration PORTS_USED_UP_SOON = Duration.ofMinutes(10);

    /** More than this share of the connects bind first: then that is how the destination is used. */
    static final double BINDS_FIRST = 0.5;

    /** More than this share of the sockets on its ports belong to other processes: then those come first. */
    static final double HELD_BY_OTHERS = 0.5;

    /** Connections that are never closed are why ports run short if they hold this share of the taken ones, or more. */
    static final double LEAK_HOLDS = 0.5;

    /** A finding that explains this share of what it counts, or more, is a main cause. */
    static final double MAIN_CAUSE = 0.5;

    /** A range of local ports that is wider than this share of the widest one is not worth widening. */
    static final double WIDE_RANGE = 0.9;

    /** Connections to one destination of which one could have done for all, at least. */
    static final int REUSABLE_CONNECTIONS = 2;

    /** Connections of one cause that prove a habit of one request each. */
    static final int PER_REQUEST_CONNECTIONS = 5;

    /** Open connections of as many clients that prove a client for each request: so many are made for no other purpose. */
    static final int ABANDONED_CLIENTS = 20;

    /** Responses that nobody reads or closes, at least; one or two may be on their way. */
    static final int UNREAD_RESPONSES = 3;

    /** Connections carry one request each if their average is not below this. */
    static final double PER_REQUEST_FEWEST = 0.9;

    /** Connections carry one request each if their average is not above this. */
    static final double PER_REQUEST_MOST = 1.1;

    /** Connections of one cause that prove a habit of short lives. */
    static final int SHORT_CONNECTIONS = 20;

    /** The share of a destination's connections that are short, at least. */
    static final double SHORT_SHARE = 0.8;

    /** Connections that a peer ended alike, which prove a limit of its own, at least. */
    static final int PEER_LIMIT_CONNECTIONS = 5;

    /** Those are this share of the connections that it ended, at least. */
    static final double PEER_LIMIT_SHARE = 0.9;

    /** A limit of so many requests for a connection, or more, costs next to nothing. */
    static final int MANY_REQUESTS = 100;

    /**
     * Idle times of one limit differ by so much, since servers check it once a second; and by no more than the shortest of
     * them.
     */
    static final Duration IDLE_LIMIT_CHECKED = Duration.ofMillis(1_100);

    /** Connections opened a second from which on their short lives are a warning. */
    static final double BUSY_PER_SECOND = 10;

    /** How long a connection may wait to be accepted. */
    static final Duration ACCEPT_WAIT = Duration.ofSeconds(1);

    /** The share of all connects from which on their failure is a warning, those of one kind together. */
    static final double CONNECTS_FAILED = 0.01;

    /** The share of all closes from which on a reset by the peer, or after our FIN, is a warning, all together. */
    static final double RESETS = 0.1;

    /** The share of all closes from which on it is a warning that the peer did not close after us. */
    static final double LEFT_BY_PEER = 0.1;

    /** The share of all closes from which on a question for credentials that ended them is a warning. */
    static final double CHALLENGED = 0.1;

    /** The share of all closes from which on it is a warning that what we sent was lost on stale connections. */
    static final double LOST = 0.01;

    /** The share of closes without a proof of who was first that is a warning. */
    static final double UNPROVEN = 0.05;

    /** The share of closes for which who was first is only supposed, from which on it is reported. */
    static final double SUPPOSED = 0.01;

    /**
     * Opens that the kernel counted and FirstFin did not see, at least. Both count a moment apart, and a probe of a
     * container may come and go between two samples: fewer prove nothing.
     */
    static final long UNTRACED_OPENS = 5;

    /** The share of all opens that those are, at least. */
    static final double UNTRACED_SHARE = 0.01;

    /** Counts of TIME_WAIT that show whether it still rises, at least. */
    static final int TIME_WAIT_SAMPLES = 2;

    /** The kernel's count of TIME_WAIT still rises with our closes if it rose by this share of them. */
    static final double TIME_WAIT_RISES = 0.5;

    /** A reason for fewer than this share of the closes is not what to change first. */
    static final double REASON_WORTH_ADVICE = 0.05;

    /** Findings of one kind that are shown; the last of them says how many more there are. */
    static final int FINDINGS_OF_A_KIND = 5;

    /** Destinations, call sites, reasons and owners of ports that a sentence names, the most important ones. */
    static final int NAMED = 3;

    private Thresholds() {}
}
