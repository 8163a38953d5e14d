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

/** The agent's own account of itself. */
@Registered(false)
@Enabled(false)
@Name("firstfin.AgentStatus")
@Label("Agent Status")
@Category("FirstFin")
@Description("What FirstFin itself does and costs")
@StackTrace(false)
@Period("10 s")
public final class AgentStatusEvent extends Event {
    @Label("Version")
    public String version;

    @Label("Woven Classes")
    @Description("Simple names of the classes that carry our code")
    public String woven;

    @Label("Libraries")
    @Description("Names and versions of the HTTP clients and servers among them, without the JDK's own")
    public String libraries;

    @Label("Left Alone")
    @Description("Libraries that were met and not woven, each with the reason: a version we do not know, say")
    public String leftAlone;

    @Label("Kernel Source")
    @Description("Where the kernel's word comes from: SOCK_DIAG, PROCFS or NONE")
    public String kernelSource;

    @Label("Kernel Source Reason")
    @Description(
            "Why that is not SOCK_DIAG, the best there is: the error number of a refused netlink socket, say; null when it is")
    public String kernelSourceReason;

    @Label("Kernel Delay")
    @Description(
            "Longest time from a close to the first look at the kernel's table for it, since the agent was attached")
    @Timespan(Timespan.NANOSECONDS)
    public long kernelDelay;

    @Label("Live Connections")
    @Description("Connections traced and open now")
    public int liveConnections;

    @Label("Untraced Connections")
    @Description(
            "Open TCP connections of this process that are not traced: made by native code, or older than the agent; -1 when unknown")
    public long untracedConnections;

    @Label("Untraced Opens")
    @Description(
            "Connections the kernel counted since the recording began and FirstFin did not see; -1 when unknown, as where other processes have sockets")
    public long untracedOpens;

    @Label("Unsettled")
    @Description("Closes whose kernel state is still to be asked")
    public long unsettled;

    @Label("Dropped")
    @Description("Events and look-ups given up because a bound was reached")
    public long dropped;

    @Label("Suppressed Errors")
    @Description("Errors of our own code that were kept from the application")
    public long suppressedErrors;

    @Label("Last Error")
    @Description("The newest of them; null when there was none")
    public String lastError;

    @Label("CPU Time")
    @Description("Used by our own threads since the agent was attached")
    @Timespan(Timespan.NANOSECONDS)
    public long cpuTime;
}
