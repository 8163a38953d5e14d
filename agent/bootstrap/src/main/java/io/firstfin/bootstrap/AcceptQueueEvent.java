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

/** Told each period for each port of ours on which connections wait for accept. */
@Registered(false)
@Enabled(false)
@Name("firstfin.AcceptQueue")
@Label("Accept Queue")
@Category("FirstFin")
@Description("Connections wait to be accepted on a port that this JVM listens on")
@StackTrace(false)
@Period("10 s")
public final class AcceptQueueEvent extends Event {
    @Label("Local Address")
    @Description("The address that the listening socket is bound to; 0.0.0.0 or :: is every address")
    public String localAddress;

    @Label("Local Port")
    @Description("The port that the listening socket is bound to")
    public int localPort;

    @Label("Queue Length")
    @Description("Connections that are established and not accepted yet (Recv-Q of ss -ltn)")
    public int queueLength;

    @Label("Queue Limit")
    @Description(
            "The backlog (Send-Q of ss -ltn): the queue is full when it holds one more; -1 when unknown, as with /proc as the source")
    public int queueLimit;

    @Label("Given Up")
    @Description(
            "Waiting connections that their clients have closed already, so that they are in CLOSE_WAIT; -1 when unknown")
    public int givenUp;

    @Label("Longest Waiting")
    @Description(
            "Time since the first sample that showed one of these connections waiting; it has waited at least that long")
    @Timespan
    public long longestWaiting;

    @Label("Since Last Accept")
    @Description("Time since an accept on this port last returned; unknown when none was seen")
    @Timespan
    public long sinceLastAccept;

    @Label("Accepted By")
    @Description("The call site of the last accept whose stack was taken; null when not known")
    public String acceptedBy;

    @Label("Bound By")
    @Description("The call site that bound the listening socket; null when not known")
    public String boundBy;

    @Label("Accept Thread")
    @Description("The name of the thread whose accept returned last; null when none was seen")
    public String acceptThread;

    @Label("Accept Thread At")
    @Description("The line of application code that the accept thread executes now; ENDED when the thread has ended")
    public String acceptThreadAt;

    @Label("Accept Thread Waits")
    @Description("Whether the accept thread waits in accept or in a selector, so that it does no other work")
    public boolean acceptThreadWaits;

    @Label("Left Out")
    @Description("Ports with waiting connections that have no event in this sample: those with the shortest queues")
    public int leftOut;
}
