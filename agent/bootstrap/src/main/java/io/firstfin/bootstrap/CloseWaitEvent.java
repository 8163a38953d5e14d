package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Told each period while it lasts, from one second on: it waits for our own close. */
@Registered(false)
@Enabled(false)
@Name("firstfin.CloseWait")
@Label("Close Wait")
@Category("FirstFin")
@Description("A connection whose peer has closed waits for our close")
@StackTrace(false)
@Period("10 s")
public final class CloseWaitEvent extends ConnectionEvent {
    @Label("Waiting")
    @Description("How long the peer's FIN has been here, at least")
    @Timespan
    public long waiting;

    @Label("Role")
    @Description("CLIENT that connected, SERVER that accepted, UNKNOWN for one older than the agent")
    public String role;

    @Label("Opened By")
    @Description("The call site that connected, or that accepted for SERVER; null when not known")
    public String openedBy;

    @Label("HTTP Client")
    @Description("Name and version of the HTTP client that used the connection; null when none is known")
    public String httpClient;

    @Label("HTTP Server")
    @Description("Name and version of the HTTP server that accepted the connection; null when none is known")
    public String httpServer;

    @Label("Alike")
    @Description(
            "How many of this round have the same role, call site, program, and destination or port of ours, this one and those without an event included")
    public int alike;

    @Label("In All")
    @Description("Connections of this round that wait for a second or longer, with an event or without")
    public int inAll;

    @Label("Left Out")
    @Description(
            "Of those in all: how many have no event of their own, for one of each kind that is alike comes first, then those that wait for longest")
    public int leftOut;

    @Label("Of Other Kinds")
    @Description("Of those left out: how many have nothing alike that has an event in this round")
    public int otherKinds;

    @Label("In Accept Queues")
    @Description(
            "Connections besides that are in CLOSE_WAIT in accept queues of ours, as firstfin.AcceptQueue tells; -1 when not known")
    public int inAcceptQueues;
}
