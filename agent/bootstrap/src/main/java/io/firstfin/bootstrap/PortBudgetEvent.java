package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * How far one budget of ports is used up: those of a local address toward one destination ({@code
 * CLIENT}), those that binds before connect share for all destinations ({@code BIND}), or those of
 * one peer's address toward a port we listen on ({@code SERVER}).
 */
@Name("firstfin.PortBudget")
@Label("Port Budget")
@Description("The local ports in use toward one destination, or from one peer toward a port of ours")
@StackTrace(false)
@Period("10 s")
public final class PortBudgetEvent extends PortUseEvent {
    @Label("Side")
    @Description(
            "Which ports are counted: CLIENT toward one destination, SERVER from one peer, BIND for all binds before connect")
    public String side;

    @Label("Local Address")
    public String localAddress;

    @Label("Local Port")
    @Description("The port we listen on, for SERVER; else 0")
    public int localPort;

    @Label("Remote Address")
    @Description("The destination or peer; null for BIND")
    public String remoteAddress;

    @Label("Remote Port")
    @Description("The destination's port, for CLIENT; else 0")
    public int remotePort;

    @Label("In Accept Queue")
    @Description("Connections that are not accepted yet, in ESTABLISHED or CLOSE_WAIT; for SERVER only")
    public int inAcceptQueue;

    @Label("Opens a Second")
    @Description(
            "Connections per second that this JVM opened in this budget since the previous event; -1 when not counted")
    public double opensPerSecond;

    @Label("Seconds Left")
    @Description(
            "Time until no port is free if the rate of the last 10 s continues; unknown when that is not within an hour")
    @Timespan
    public long secondsLeft;

    @Label("HTTP Client")
    @Description(
            "Name and version of the HTTP client of most open connections of this budget, for CLIENT; null when none is known")
    public String httpClient;

    @Label("HTTP Connections")
    @Description("Open connections of this budget that carried a request of HTTP clients whose pools are known")
    public int httpConnections;

    @Label("HTTP Requests")
    @Description("Requests that these connections carried")
    public long httpRequests;

    @Label("HTTP Pools")
    @Description("Clients or pools that these connections belong to")
    public int httpPools;

    @Label("HTTP Unread")
    @Description("Those of them whose response has arrived and was neither read to its end nor closed for a second")
    public int httpUnread;

    @Label("HTTP Unread For")
    @Description("The longest time since the head of such a response was read; unknown when there is none")
    @Timespan
    public long httpUnreadFor;

    @Label("Truncated")
    @Description("Budgets without an event in this sample: those with the fewest rows")
    public int truncated;
}
