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

    @Label("Truncated")
    @Description("Budgets without an event in this sample: those with the fewest rows")
    public int truncated;
}
