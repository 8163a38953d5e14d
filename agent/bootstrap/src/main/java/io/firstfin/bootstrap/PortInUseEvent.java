package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Who holds the local port of a socket that was bound to it and could not connect. FirstFin's own
 * thread looks it up right after the failure, at most once a second.
 */
@Name("firstfin.PortInUse")
@Label("Port In Use")
@Description(
        "A connect failed because the port that its socket was bound to is already in use toward this destination; who holds the port")
@StackTrace(false)
public final class PortInUseEvent extends ConnectionEvent {
    @Label("API")
    @Description(
            "The JDK class that holds the socket: Socket, SocketChannel or AsynchronousSocketChannel; only in JFR, no report shows it")
    public String api;

    @Label("State")
    @Description("The state of the socket with these addresses and ports; null when the kernel no longer shows one")
    public String state;

    @Label("Remaining")
    @Description("Time until the kernel frees the port by itself; N/A when no such timer runs")
    @Timespan(Timespan.NANOSECONDS)
    public long remaining;

    @Label("Held By")
    @Description(
            "Who holds the port, in words: this JVM with the call site that opened or closed the connection, or another process")
    public String heldBy;

    @Label("Failed At")
    @Description("The call site of the call that failed; null when not known")
    public String failedAt;

    @Label("Failure")
    @Description("The text of the exception")
    public String failure;

    @Label("Suppressed")
    @Description("Failures since the previous event that have no event of their own")
    public int suppressed;
}
