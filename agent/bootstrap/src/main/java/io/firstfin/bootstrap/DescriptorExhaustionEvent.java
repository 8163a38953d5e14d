package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/**
 * What this JVM held open when it could not make or accept a socket for want of a descriptor. Gathered by a thread of
 * ours within some milliseconds, at most once a second.
 */
@Registered(false)
@Enabled(false)
@Name("firstfin.DescriptorExhaustion")
@Label("Descriptor Exhaustion")
@Category("FirstFin")
@Description("A socket could not be made or accepted for want of a file descriptor: what this JVM held open then")
@StackTrace(false)
public final class DescriptorExhaustionEvent extends Event {
    @Label("Call")
    @Description("Which call failed: SOCKET made none, ACCEPT took none out of the accept queue")
    public String call;

    @Label("Local Port")
    @Description("The port that ACCEPT accepts on; 0 for SOCKET, or when not known")
    public int localPort;

    @Label("Limit")
    @Description("File descriptors that this process may have open, which ulimit -n sets; -1 when not known")
    public long limit;

    @Label("Connections")
    @Description("Connections that are traced and open")
    public int connections;

    @Label("In ESTABLISHED")
    @Description("How many of them the kernel shows in ESTABLISHED; -1 when it could not be asked")
    public int inEstablished;

    @Label("In CLOSE_WAIT")
    @Description("How many of them the kernel shows in CLOSE_WAIT; -1 when it could not be asked")
    public int inCloseWait;

    @Label("Opened By")
    @Description("The call site that opened or accepted most of them; null when none is known")
    public String openedBy;

    @Label("Opened There")
    @Description("How many of them that call site opened or accepted, counting those alone whose call site is known")
    public int openedThere;

    @Label("Failed At")
    @Description("The call site of the call that failed; null when not known")
    public String failedAt;

    @Label("Failure")
    @Description("The text of the exception")
    public String failure;

    @Label("Suppressed")
    @Description("Failures since the previous event that have no event of their own")
    public int suppressed;
}
