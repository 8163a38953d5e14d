package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The kernel's word after the close. The last one of a connection settles its verdict. */
@Name("firstfin.KernelState")
@Label("Kernel State")
@Description("What the kernel showed of the connection after our close, and the verdict that follows from it")
@StackTrace(false)
public final class KernelStateEvent extends ConnectionEvent {
    @Label("State")
    @Description("The TCP state after our close; null when the kernel no longer shows the connection")
    public String state;

    @Label("Remaining")
    @Description("Time left on the timer of this state, up to 60 s for TIME_WAIT; unknown when no timer runs")
    @Timespan(Timespan.NANOSECONDS)
    public long remaining;

    @Label("Undelivered")
    @Description(
            "Bytes written before our close that the peer has not acknowledged, and our FIN waits behind; -1 when our end is not in FIN_WAIT1, CLOSING or LAST_ACK")
    public long undelivered;

    @Label("Source")
    @Description("How FirstFin read the kernel's table: SOCK_DIAG or PROCFS; NONE when there was no time for that")
    public String source;

    @Label("Closed First")
    @Description("Who closed first, as now settled: LOCAL, REMOTE, BOTH or UNKNOWN")
    public String closedFirst;

    @Label("Proof")
    @Description(
            "How certain closedFirst is: PROVEN by a state or count of the kernel, SUPPOSED from the order of events only, NONE if it is UNKNOWN")
    public String proof;

    @Label("Ending")
    @Description(
            "How it ended, as now settled: FIN, RESET_BY_LINGER, RESET_BY_UNREAD_DATA, RESET_BY_PEER, FIN_THEN_RESET (our FIN was first) or UNKNOWN")
    public String ending;

    @Label("Reset By")
    @Description("Who sent the reset that ended the connection: LOCAL, REMOTE or UNKNOWN; null when no reset did")
    public String resetBy;

    @Label("TIME_WAIT")
    @Description("Which side holds the TIME_WAIT: LOCAL, REMOTE, BOTH, NONE or UNKNOWN")
    public String timeWait;

    @Label("Evidence")
    @Description("The observations that the settled verdict depends on")
    public String evidence;

    @Label("Agrees")
    @Description("False when this contradicts the verdict in the Close event")
    public boolean agrees;
}
