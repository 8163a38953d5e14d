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
    @Description("Simple names of the woven classes")
    public String woven;

    @Label("Libraries")
    @Description("Names and versions of the woven HTTP clients and servers, without the JDK's own")
    public String libraries;

    @Label("Left Alone")
    @Description("Libraries that were found and not woven, each with the reason, for example an unknown version")
    public String leftAlone;

    @Label("Kernel Source")
    @Description("How FirstFin reads the kernel's socket table: SOCK_DIAG, PROCFS or NONE")
    public String kernelSource;

    @Label("Kernel Source Reason")
    @Description(
            "Why the source is not SOCK_DIAG, the best one, for example the error number of a refused netlink socket; null when it is")
    public String kernelSourceReason;

    @Label("Kernel Delay")
    @Description(
            "Longest time from a close to the first sample of the kernel's table for it, since the agent was attached")
    @Timespan(Timespan.NANOSECONDS)
    public long kernelDelay;

    @Label("Live Connections")
    @Description("Connections that are traced and open now")
    public int liveConnections;

    @Label("Untraced Connections")
    @Description(
            "Open TCP connections of this process that are not traced: made by native code, or older than the agent; -1 when unknown")
    public long untracedConnections;

    @Label("Untraced Opens")
    @Description(
            "Connections that the kernel counted since the recording began and FirstFin did not see; -1 when unknown, as when other processes have sockets")
    public long untracedOpens;

    @Label("Unsettled")
    @Description("Closes that were not looked up in the kernel's table yet")
    public long unsettled;

    @Label("Dropped")
    @Description("Events and look-ups that were dropped because a limit was reached")
    public long dropped;

    @Label("Suppressed Errors")
    @Description("Errors in FirstFin's own code that were kept from the application")
    public long suppressedErrors;

    @Label("Last Error")
    @Description("The newest suppressed error; null when there was none")
    public String lastError;

    @Label("CPU Time")
    @Description("CPU time of FirstFin's own threads since the agent was attached")
    @Timespan(Timespan.NANOSECONDS)
    public long cpuTime;
}
