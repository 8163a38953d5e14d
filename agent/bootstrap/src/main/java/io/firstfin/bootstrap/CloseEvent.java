package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Our endpoint was closed; committed on the closing thread. Exactly one for every traced connection. */
@Name("firstfin.Close")
@Label("Close")
@Description("Our endpoint was closed: who sent the first FIN, how and why")
@StackTrace(true)
public final class CloseEvent extends ConnectionEvent {
    @Label("Role")
    @Description(
            "CLIENT if this JVM connected, SERVER if it accepted, UNKNOWN if the connection is older than the agent and nothing shows which")
    public String role;

    @Label("API")
    @Description(
            "The JDK class that held the socket: Socket, SocketChannel or AsynchronousSocketChannel; only in JFR, no report shows it")
    public String api;

    @Label("Closed First")
    @Description(
            "Who sent the first FIN or RST: LOCAL this JVM, REMOTE the peer, BOTH if the FINs crossed, UNKNOWN for the reason in evidence")
    public String closedFirst;

    @Label("Proof")
    @Description(
            "How certain closedFirst is: PROVEN by a state or count of the kernel, SUPPOSED from the order of events only, NONE if it is UNKNOWN")
    public String proof;

    @Label("Ending")
    @Description(
            "How the connection ended: FIN, RESET_BY_LINGER, RESET_BY_UNREAD_DATA, RESET_BY_PEER, FIN_THEN_RESET (our FIN was first) or UNKNOWN")
    public String ending;

    @Label("Reset By")
    @Description("Who sent the reset that ended the connection: LOCAL, REMOTE or UNKNOWN; null when no reset did")
    public String resetBy;

    @Label("Trigger")
    @Description(
            "CLOSE, SHUTDOWN_OUTPUT, CLEANER (the collector closed what the code forgot) or EXIT (the JVM ended with the connection open; the kernel closed it)")
    public String trigger;

    @Label("Requested By")
    @Description(
            "The code that asked for the close, as class.method:line, if it handed the close to another thread; null if not, or not known")
    public String requestedBy;

    @Label("Opened By")
    @Description("For CLEANER and EXIT: the call site that opened the connection; null when not known")
    public String openedBy;

    @Label("Kernel State")
    @Description("The TCP state at the entry of close")
    public String kernelState;

    @Label("Evidence")
    @Description("The observations that the verdict depends on")
    public String evidence;

    @Label("Reason")
    @Description("Why the connection was closed, if that is proven; UNKNOWN otherwise")
    public String reason;

    @Label("Reason Evidence")
    @Description("The observations that the reason depends on; also in the CSV of --closes")
    public String reasonEvidence;

    @Label("SO_LINGER")
    @Description("SO_LINGER in seconds at close; -1 when it was off")
    public int soLinger;

    @Label("SO_LINGER Set By")
    @Description(
            "The code that set SO_LINGER to 0, as class.method:line; null when it was not 0, or nothing was recorded when it was set")
    public String lingerSetBy;

    @Label("SO_REUSEADDR")
    @Description("Whether SO_REUSEADDR was set at close")
    public boolean reuseAddress;

    @Label("Unread Bytes")
    @Description(
            "Bytes that were received but not read by the application, at the entry of close; -1 when not measured; also in the CSV of --closes")
    public int unreadBytes;

    @Label("Lifetime")
    @Description("Time from connect or accept to close; unknown for connections older than the agent")
    @Timespan(Timespan.NANOSECONDS)
    public long lifetime;

    @Label("Close Wait")
    @Description(
            "Time from the arrival of the peer's FIN to our close, as far as the kernel shows; unknown when the peer had not closed")
    @Timespan(Timespan.NANOSECONDS)
    public long closeWait;

    @Label("FIN Then Reset")
    @Description(
            "Whether the peer's FIN had come in order, and then a RST that answered data we sent after it; false also when not known")
    public boolean finThenReset;

    @Label("Quiet Before FIN")
    @Description(
            "Time without data before the peer's FIN; what we sent after the FIN hides what we sent before it; unknown when the peer had not closed")
    @Timespan(Timespan.NANOSECONDS)
    public long quietBeforeFin;

    @Label("Sent After FIN")
    @Description(
            "Time from the peer's FIN to the last data that we sent, which the peer did not take; unknown when there was none")
    @Timespan(Timespan.NANOSECONDS)
    public long sentAfterFin;

    @Label("HTTP Client")
    @Description("Name and version of the HTTP client that used the connection; null when none is known")
    public String httpClient;

    @Label("HTTP Server")
    @Description("Name and version of the HTTP server that accepted the connection; null when none is known")
    public String httpServer;

    @Label("Exchanges")
    @Description("HTTP requests that the connection carried; -1 when unknown")
    public int exchanges;

    @Label("Last Status")
    @Description("The status code of the last HTTP response on the connection; -1 when none is known")
    public int lastStatus;

    @Label("Proxy Target")
    @Description(
            "Host and port that a proxy at the remote address was asked to connect to, by CONNECT or SOCKS; null when no such proxy is known")
    public String proxyTarget;

    @Label("Bytes Sent")
    @Description("Payload bytes sent, without retransmissions; -1 when unknown; also in the CSV of --closes")
    public long bytesSent;

    @Label("Bytes Received")
    @Description("Payload bytes received; -1 when unknown; also in the CSV of --closes")
    public long bytesReceived;

    @Label("Round Trip Time")
    @Description("The kernel's smoothed round trip time at close; also in the CSV of --closes")
    @Timespan(Timespan.NANOSECONDS)
    public long roundTripTime;

    @Label("Retransmits")
    @Description("Segments sent again during the connection's life; -1 when unknown; also in the CSV of --closes")
    public int retransmits;
}
