package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The kernel's word after the close. The last one of a connection settles its verdict. */
@Registered(false)
@Enabled(false)
@Name("firstfin.KernelState")
@Label("Kernel State")
@Category("FirstFin")
@Description("What the kernel showed of the connection after our close, and the verdict as it stands with that")
@StackTrace(false)
public final class KernelStateEvent extends ConnectionEvent {
    @Label("State")
    @Description("The TCP state after our close; null when the kernel shows the connection no more")
    public String state;

    @Label("Remaining")
    @Description("What is left on the state's timer, for TIME_WAIT up to 60 s; unknown without one")
    @Timespan(Timespan.NANOSECONDS)
    public long remaining;

    @Label("Source")
    @Description("SOCK_DIAG or PROCFS; NONE when there was no time to ask the kernel")
    public String source;

    @Label("Closed First")
    @Description("LOCAL, REMOTE, BOTH or UNKNOWN, as now settled")
    public String closedFirst;

    @Label("Proof")
    @Description(
            "What closedFirst is worth: PROVEN by a state or count of the kernel, SUPPOSED from the order of events alone, NONE where it is UNKNOWN")
    public String proof;

    @Label("Ending")
    @Description(
            "FIN, RESET_BY_LINGER, RESET_BY_UNREAD_DATA, RESET_BY_PEER, FIN_THEN_RESET (our FIN went out first) or UNKNOWN, as now settled")
    public String ending;

    @Label("Reset By")
    @Description("Who sent the reset that ended the connection: LOCAL, REMOTE or UNKNOWN; null when no reset did")
    public String resetBy;

    @Label("TIME_WAIT")
    @Description("Which side holds it: LOCAL, REMOTE, BOTH, NONE or UNKNOWN")
    public String timeWait;

    @Label("Evidence")
    @Description("What the settled verdict rests on")
    public String evidence;

    @Label("Agrees")
    @Description("Nothing the verdict at close said is contradicted here")
    public boolean agrees;
}
