package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A bind ended, well or not. The remote side is unknown: {@code remoteAddress} is null, {@code remotePort} 0. */
@Name("firstfin.Bind")
@Label("Bind")
@Description("A bind to a local port ended, with success or with a failure")
@StackTrace(true)
public final class BindEvent extends ConnectionEvent {
    @Label("SO_REUSEADDR")
    @Description("Whether SO_REUSEADDR was set when bind ended")
    public boolean reuseAddress;

    @Label("Listening")
    @Description("The socket belongs to a server, which will listen on the port")
    public boolean listening;

    @Label("Failure")
    @Description("The text of the exception; null when bound")
    public String failure;

    @Label("Held By")
    @Description(
            "When bind failed: who holds the port, with the states and counts of the sockets that the kernel shows on it")
    public String heldBy;
}
