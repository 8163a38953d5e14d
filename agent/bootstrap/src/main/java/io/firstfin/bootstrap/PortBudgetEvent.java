package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * How far one budget of ports is used up: those of a local address toward one destination ({@code
 * CLIENT}), those that binds before connect share for all destinations ({@code BIND}), or those of
 * one peer's address toward a port we listen on ({@code SERVER}).
 */
@Registered(false)
@Enabled(false)
@Name("firstfin.PortBudget")
@Label("Port Budget")
@Category("FirstFin")
@Description("The local ports in use toward one destination, or from one peer toward a port of ours")
@StackTrace(false)
@Period("10 s")
public final class PortBudgetEvent extends Event {
    @Label("Side")
    @Description("CLIENT toward one destination, SERVER from one peer, BIND for all binds before connect")
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
    @Description("The destination's, for CLIENT; else 0")
    public int remotePort;

    @Label("Capacity")
    @Description("Ports of ip_local_port_range less the reserved ones; -1 where the peer has the ports")
    public int capacity;

    @Label("Established")
    @Description("Rows of the kernel's table in ESTABLISHED, whoever holds them")
    public int established;

    @Label("TIME_WAIT")
    @Description("Rows in TIME_WAIT, whoever left them")
    public int timeWait;

    @Label("Other States")
    @Description("Rows in any other state but LISTEN")
    public int otherStates;

    @Label("In Accept Queue")
    @Description("Rows that nobody has accepted yet, in ESTABLISHED or CLOSE_WAIT; for SERVER only")
    public int inAcceptQueue;

    @Label("TIME_WAIT of Ours")
    @Description("Of those in TIME_WAIT: this JVM closed first, as far as known")
    public int timeWaitOurs;

    @Label("TIME_WAIT Reusable")
    @Description("Of those in TIME_WAIT: tcp_tw_reuse lets a connect take their port already")
    public int timeWaitReusable;

    @Label("Other Processes")
    @Description("Rows of all states that are not this JVM's, as far as known; -1 when some may be either's")
    public int otherProcesses;

    @Label("Free")
    @Description("Ports that a connect could take now; -1 when not known")
    public int free;

    @Label("Opens a Second")
    @Description("Connections of this JVM opened in this budget since the event before, a second; -1 when not counted")
    public double opensPerSecond;

    @Label("Seconds Left")
    @Description("When no port will be free if the last 10 s go on; unknown when not within an hour")
    @Timespan
    public long secondsLeft;

    @Label("Owners")
    @Description("Who holds the ports: lines with count, state, share and call site")
    public String owners;

    @Label("Truncated")
    @Description("Budgets left out of this round: those least used")
    public int truncated;
}
