package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Registered;

/** The fields of the events that count the ports of one budget. */
@Registered(false)
@Category("FirstFin")
public abstract class PortUseEvent extends Event {

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

    @Label("Owners")
    @Description("Who holds the ports: lines with count, state, share and call site")
    public String owners;
}
