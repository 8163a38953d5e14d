package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.TimeWaitProjection;
import io.firstfin.analysis.model.Undelivered;

/**
 * The kinds of findings; the order is the one in which findings of equal severity are shown. A finding is about one
 * cause, and lists the destinations that it concerns. The texts are those of docs/findings.md.
 */
public enum FindingId {
    PORTS_EXHAUSTED(
            "CRITICAL",
            "A connect failed with \"Cannot assign requested address\": no local port was free towards that"
                    + " destination, or " + percent(Thresholds.PORTS_FREED_MEANWHILE) + " of them at most a moment"
                    + " later. Or a bind before connect failed with \"Address already in use\": the one pool for all"
                    + " destinations was empty. Java throws BindException for both; the finding says which.",
            "Keep connections alive, for the reason they were closed first; see who else holds ports; then what these"
                    + " kernel settings still allow. At bind: connect without binding."),
    BIND_FAILED(
            "CRITICAL for a listening socket, else WARNING",
            "A bind to a certain port failed; with who held the port, in which states.",
            "Stop what listens there; SO_REUSEADDR where nobody does; a port outside of ip_local_port_range, or"
                    + " reserved; else another port or address."),
    OUT_OF_DESCRIPTORS(
            "CRITICAL",
            "A socket could not be made or accepted: \"Too many open files\". With the limit of the process, how many"
                    + " descriptors are connections of ours, in which states, and which call site opened most of them.",
            "Close the connections that hold them, or bound their number; else find out what other files are open. A"
                    + " higher limit only where so many are needed at a time."),
    PORT_IN_USE(
            "WARNING",
            "A connect failed with \"Cannot assign requested address\" although ports were free: its socket was bound"
                    + " to a port, and a connection from that port to the same destination exists, open or in"
                    + " TIME_WAIT; with who holds it.",
            "Let the kernel choose the port; else one connection at a time, and let the peer close first."),
    SELF_CONNECT(
            "WARNING",
            "A connect to a port where nobody listened was given that port as its own, and connected to itself. What it"
                    + " sends comes back, and the server cannot listen there.",
            "A port for the server outside of ip_local_port_range, or reserved; compare both addresses after connect."),
    PORT_BUDGET(
            "CRITICAL from " + percent(Thresholds.PORTS_CRITICAL) + ", WARNING from "
                    + percent(Thresholds.PORTS_WARNING)
                    + "; where the kernel reuses the ports WARNING and INFO; INFO where this JVM"
                    + " was not seen to connect",
            "At the recorded rate TIME_WAIT would fill " + percent(Thresholds.PORTS_WARNING) + " of a destination's"
                    + " local ports or more in its " + TimeWaitProjection.SECONDS + " s; or the kernel showed as many"
                    + " of them taken; or connections that stay open would use them up within "
                    + Thresholds.PORTS_USED_UP_SOON.toMinutes() + " minutes. Each destination has a budget of its own:"
                    + " the numbers are those of the worst.",
            "As for PORTS_EXHAUSTED; where open connections of this JVM hold the ports, a bound for them; where they are"
                    + " never closed, what CLOSE_WAIT_LEAK says."),
    ACCEPT_QUEUE(
            "CRITICAL where the queue was full, else WARNING",
            "Connections waited for " + FindingText.seconds(Thresholds.ACCEPT_WAIT)
                    + " or longer to be accepted on a port of ours, or its accept queue was full; with how many their"
                    + " clients had given up, and where the thread stood that accepted last.",
            "Let the accepting thread only accept, and bound what is done for a connection. A longer backlog only lets"
                    + " more clients wait."),
    CLOSE_WAIT_LEAK(
            "CRITICAL where they hold most of the ports that ran short, else WARNING",
            "Connections were seen in CLOSE_WAIT, and had no close in the recording; with where they led, or the port"
                    + " of ours they came to, and how many had no event of their own.",
            "Always our code: close where the end of the stream is read; the call site that opened or accepted them is"
                    + " named."),
    RESPONSES_NEVER_CLOSED(
            "WARNING",
            Thresholds.UNREAD_RESPONSES
                    + " open connections or more of a call site hold a response that has arrived, and"
                    + " that was neither read to its end nor closed for 1 s or longer. Reported where the kernel shows"
                    + " that all of the response is here, or that some of it waits to be read.",
            "try-with-resources around each response."),
    TIME_WAIT_TABLE_FULL(
            "WARNING",
            "The kernel dropped sockets from TIME_WAIT because tcp_max_tw_buckets was reached (TCPTimeWaitOverflow"
                    + " grew).",
            "Fewer of them, or a higher limit. Lowering it is no cure: old segments may reach new connections."),
    STALE_CONNECTION(
            "WARNING if what we sent was lost at " + percent(Thresholds.LOST) + " of the closes or more, else INFO",
            "A client of ours used connections again that the peer had closed in order, as after its idle limit; with how"
                    + " long they had been without data when the peer closed, and how much later we sent.",
            "An idle limit of the pool below the peer's, as measured; or a longer one of the peer."),
    RESET_BY_LINGER(
            "WARNING",
            "Closes sent a RST because SO_LINGER was 0; with the call site.",
            "Remove it: it avoids TIME_WAIT at the price of data that was not delivered yet."),
    RESET_BY_UNREAD_DATA(
            "WARNING",
            "Closes sent a RST because received data had not been read.",
            "Read responses to their end, errors too."),
    CLOSED_BY_COLLECTOR(
            "WARNING",
            "The collector closed sockets that the code had forgotten; with who opened them.",
            "try-with-resources."),
    LONG_CLOSE_WAIT(
            "WARNING",
            "Our code closed " + FindingText.seconds(Thresholds.CLOSE_WAIT)
                    + " or more after the peer had: CLOSE_WAIT all the while.",
            "Always our code: close at the end of the stream; let pools evict what the peer closed."),
    CLOSED_NOT_RELEASED(
            "WARNING",
            "Channels were closed while registered with a Selector that nobody selects from any more: their descriptors"
                    + " are held.",
            "selectNow after the close, or close the Selector."),
    UNDELIVERED_DATA(
            "WARNING",
            "Connections stayed in FIN_WAIT1 for " + FindingText.seconds(Undelivered.LONG)
                    + " or longer after our close, since the peer did not take what we had sent before.",
            "Look at the peer: it does not read. Read its answer, or the end of its stream, before the close."),
    FIN_WAIT2_HELD(
            "WARNING",
            "Connections stayed in FIN_WAIT2 for " + FindingText.seconds(Thresholds.HALF_CLOSED)
                    + " or longer after shutdownOutput, held by our code.",
            "Close after the answer, or bound the wait for it; tcp_fin_timeout does not apply to sockets that are"
                    + " held."),
    PEER_PORTS(
            "WARNING",
            "One address needs " + percent(Thresholds.PORTS_WARNING)
                    + " of the ports that Linux gives a client by default, or more, towards a port of ours: for open"
                    + " connections and for its own TIME_WAIT. A NAT or balancer shows as one address.",
            "Keep connections alive between the two; give the balancer more addresses, or us more ports or addresses."),
    PEER_LIMITS_REQUESTS(
            "WARNING from " + Figures.count((long) Thresholds.BUSY_PER_SECOND) + " connections a second, else INFO",
            "A server announced the end of " + Thresholds.PEER_LIMIT_CONNECTIONS
                    + " connections or more (\"Connection: close\") after the same number of requests, below "
                    + Thresholds.MANY_REQUESTS + ": " + percent(Thresholds.PEER_LIMIT_SHARE)
                    + " or more of those that it ended, and none carried more.",
            "Raise that limit of the server; the settings of common servers are named."),
    PEER_LIMITS_IDLE_TIME(
            "WARNING from " + Figures.count((long) Thresholds.BUSY_PER_SECOND)
                    + " connections of a client a second, else INFO",
            "The peer closed " + Thresholds.PEER_LIMIT_CONNECTIONS
                    + " HTTP connections or more after the same time without data: "
                    + percent(Thresholds.PEER_LIMIT_SHARE)
                    + " or more of those that it ended, at different moments. Not reported where STALE_CONNECTION says it"
                    + " better.",
            "A longer idle limit of the server, or a shorter one of our pool, as measured; nothing where the peers are"
                    + " clients."),
    PROXY_ENDS_CONNECTION(
            "WARNING from " + percent(Thresholds.CHALLENGED) + " of the closes, else INFO",
            Thresholds.PER_REQUEST_CONNECTIONS
                    + " connections or more of a call site ended with the answer 407, by which a"
                    + " proxy asks for credentials; with how many other requests were answered.",
            "Send the credentials with the first request, as the HTTP client allows it; where the proxy answered no"
                    + " request otherwise, check them."),
    CHALLENGE_ENDS_CONNECTION(
            "WARNING from " + percent(Thresholds.CHALLENGED) + " of the closes, else INFO",
            "The same with the answer 401 of a server.",
            "The same."),
    PROXY_REFUSES(
            "WARNING from " + percent(Thresholds.CONNECTS_FAILED) + " of the connects, else INFO",
            "A proxy was asked by CONNECT or SOCKS to connect to another place, and refused; with what it was asked for.",
            "Look at the rules of the proxy, and whether it reaches what it is asked for."),
    CONNECTION_PER_REQUEST(
            "WARNING from " + Figures.count((long) Thresholds.BUSY_PER_SECOND)
                    + " connections a second, and where clients are" + " abandoned, else INFO",
            Thresholds.PER_REQUEST_CONNECTIONS + " connections or more of a call site carried one HTTP request each"
                    + " (" + Thresholds.PER_REQUEST_FEWEST + " to " + Thresholds.PER_REQUEST_MOST
                    + " on average at each destination), " + Thresholds.REUSABLE_CONNECTIONS
                    + " or more at each. Connections that are open count where " + Thresholds.ABANDONED_CLIENTS
                    + " or more of them belong to a client of their own each. A build can refuse it: --fail-on CONNECTION_PER_REQUEST.",
            "One client or pool for all requests; what ended the connections comes first."),
    SHORT_CONNECTIONS(
            "WARNING from " + Figures.count((long) Thresholds.BUSY_PER_SECOND) + " connections a second, else INFO",
            "Of " + Thresholds.SHORT_CONNECTIONS + " connections or more of a call site "
                    + percent(Thresholds.SHORT_SHARE) + " or more, at each destination, lived less than "
                    + FindingText.seconds(Thresholds.SHORT_LIFE)
                    + ". Not reported where CONNECTION_PER_REQUEST says it better.",
            "One client or pool for all requests; what ended the connections comes first."),
    BIND_BEFORE_CONNECT(
            "WARNING",
            "Sockets were bound before they connected: one pool of ports for all destinations.",
            "Connect without binding. SO_REUSEADDR does not help, and Java has no IP_BIND_ADDRESS_NO_PORT."),
    CONNECT_FAILED(
            "WARNING from " + percent(Thresholds.CONNECTS_FAILED) + " of the connects, else INFO",
            "Connects were refused, timed out, unreachable, reset or cancelled; with the other address of the same name, if"
                    + " that one accepted.",
            "What follows from the kind of failure."),
    RESET_BY_PEER(
            "WARNING from " + percent(Thresholds.RESETS) + " of the closes, else INFO",
            "The peer ended connections by a RST, before any FIN of ours; not those of STALE_CONNECTION.",
            "Look at the peer, and at balancers on the way."),
    CLOSED_TOO_EARLY(
            "WARNING from " + percent(Thresholds.RESETS) + " of the closes, else INFO",
            "Our FIN went out, and then a RST ended the connection: the peer answered, or went on sending, after we had"
                    + " closed; with who sent the RST, and where our code closed.",
            "A client gave up too early (a time-out, a cancel), or did not read the answer to its end; a server did not"
                    + " read the request to its end."),
    FIN_WAIT2_ORPHANED(
            "WARNING from " + percent(Thresholds.LEFT_BY_PEER) + " of the closes of a client, else INFO",
            "Connections stayed in FIN_WAIT2 for " + FindingText.seconds(Thresholds.HALF_CLOSED)
                    + " or longer after our close, for the peer did not close; with how long, and where our code closed.",
            "Mend the peer: it is in CLOSE_WAIT. Nothing, where it is a client whose pool keeps what our server closed."
                    + " tcp_fin_timeout bounds this state, and this state only."),
    REDIRECT_ENDS_CONNECTION(
            "INFO; WARNING where the connections that it causes are one",
            "HttpURLConnection closed connections because it was redirected on them.",
            "Ask for the address that the redirect leads to; java.net.http keeps the connection."),
    SERVER_CLOSES_FIRST(
            "INFO",
            "Our server closed connections first: TIME_WAIT stays with it, which takes memory (about 0.25 KB each,"
                    + " tcp_max_tw_buckets at most) and no port.",
            "Nothing for the sake of ports; how clients could reuse connections."),
    NETLINK_REFUSED(
            "WARNING from " + percent(Thresholds.UNPROVEN) + " of the closes without a proof, else INFO",
            "The kernel could not be asked over netlink, so that its whole table was read from /proc instead; with the"
                    + " reason, the closes without a proof, and the longest delay.",
            "Allow socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG) in the seccomp profile, or what else the reason asks"
                    + " for."),
    VERDICTS_UNKNOWN(
            "WARNING from " + percent(Thresholds.UNPROVEN) + " of the closes, else INFO",
            "Who closed first is not proven; with what the kernel showed.",
            "Attach before the traffic begins; another kernel source. Often nothing."),
    VERDICTS_SUPPOSED(
            "WARNING from " + percent(Thresholds.UNPROVEN) + " of the closes, INFO from "
                    + percent(Thresholds.SUPPOSED),
            "Who closed first follows from the order of events, and no state of the kernel proved it; with the"
                    + " evidence.",
            "Attach before the traffic begins; another kernel source. Often nothing."),
    UNTRACED_CONNECTIONS(
            "WARNING",
            "The kernel shows open connections of the JVM that are not traced. Where no other process was seen to hold a"
                    + " socket, also with how many opened connections it counted that FirstFin did not see, if these"
                    + " are " + Thresholds.UNTRACED_OPENS + " or more, and " + percent(Thresholds.UNTRACED_SHARE)
                    + " of all.",
            "Find the native code that makes them; start with -javaagent. A debugger's connection does no harm."),
    AGENT_TROUBLE(
            "WARNING",
            "The agent gave up events or met errors of its own: numbers are too low.",
            "The cheaper template, a shorter recording, or a report to the makers.");

    private final String severities;
    private final String when;
    private final String advice;

    FindingId(String severities, String when, String advice) {
        this.severities = severities;
        this.when = when;
        this.advice = advice;
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Which severities it comes with, and when, in words. */
    public String severities() {
        return severities;
    }

    /** What has been found, in words. */
    public String when() {
        return when;
    }

    /** What follows, in words; the finding itself has it for the recorded kernel and code. */
    public String advice() {
        return advice;
    }
}
