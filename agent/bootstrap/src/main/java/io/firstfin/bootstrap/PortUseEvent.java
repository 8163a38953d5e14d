package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Registered;

/** The fields of the events that count the ports of one budget. */
@Registered(false)
@Enabled(false)
@Category("FirstFin")
public abstract class PortUseEvent extends Event {

    @Label("Capacity")
    @Description("Capacity in ports: ip_local_port_range less the reserved ones; -1 if the ports belong to the peer")
    public int capacity;

    @Label("Established")
    @Description("Rows of the kernel's table in ESTABLISHED, of any process")
    public int established;

    @Label("TIME_WAIT")
    @Description("Rows in TIME_WAIT, of any process")
    public int timeWait;

    @Label("Other States")
    @Description("Rows in any other state except LISTEN")
    public int otherStates;

    @Label("TIME_WAIT of Ours")
    @Description("Rows in TIME_WAIT that this JVM closed first, as far as known")
    public int timeWaitOurs;

    @Label("TIME_WAIT Reusable")
    @Description(
            "Rows in TIME_WAIT with a port that tcp_tw_reuse lets a connect take already; only in JFR, no report shows it")
    public int timeWaitReusable;

    @Label("Other Processes")
    @Description("Rows in any state that belong to other processes, as far as known; -1 when some are undecided")
    public int otherProcesses;

    @Label("Free")
    @Description("Ports that a connect could take now; -1 when not known")
    public int free;

    @Label("Owners")
    @Description("Who holds the ports: lines with count, state, share and call site")
    public String owners;
}
