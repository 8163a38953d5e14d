package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * The black box: what the kernel showed when a connect failed with EADDRNOTAVAIL, or a bind to any
 * port with EADDRINUSE. Gathered by a thread of ours within some milliseconds, at most once a
 * second.
 */
@Name("firstfin.PortExhaustion")
@Label("Port Exhaustion")
@Description("A connect or bind found no free port: the budget at that moment and who held the ports")
@StackTrace(false)
public final class PortExhaustionEvent extends PortUseEvent {
    @Label("Call")
    @Description("Which call failed: CONNECT or BIND")
    public String call;

    @Label("API")
    @Description(
            "The JDK class that holds the socket: Socket, SocketChannel or AsynchronousSocketChannel; only in JFR, no report shows it")
    public String api;

    @Label("Local Address")
    @Description("The local address; null when the kernel showed no port in use toward the destination")
    public String localAddress;

    @Label("Remote Address")
    @Description("The destination; null for BIND, whose ports serve all")
    public String remoteAddress;

    @Label("Remote Port")
    public int remotePort;

    @Label("Guilty")
    @Description("The call site that holds most of the ports; null when none is known")
    public String guilty;

    @Label("Failed At")
    @Description(
            "The call site of the call that failed; null when not known; only in JFR, the report takes it from the stacks of Connect and Bind")
    public String failedAt;

    @Label("Settings")
    @Description("The kernel settings that affect the ports, as key=value")
    public String settings;

    @Label("Failure")
    @Description("The text of the exception")
    public String failure;

    @Label("Suppressed")
    @Description("Failures since the previous event that have no event of their own")
    public int suppressed;
}
