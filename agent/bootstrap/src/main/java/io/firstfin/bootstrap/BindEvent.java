package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A bind ended, well or not. The remote side is unknown: {@code remoteAddress} is null, {@code remotePort} 0. */
@Registered(false)
@Enabled(false)
@Name("firstfin.Bind")
@Label("Bind")
@Category("FirstFin")
@Description("A socket was bound to a local port, or could not be")
@StackTrace(true)
public final class BindEvent extends ConnectionEvent {
    @Label("SO_REUSEADDR")
    @Description("In force when bind ended")
    public boolean reuseAddress;

    @Label("Listening")
    @Description("The socket belongs to a server, which will listen on the port")
    public boolean listening;

    @Label("Failure")
    @Description("The text of the exception; null when bound")
    public String failure;

    @Label("Held By")
    @Description("On failure: what the kernel shows on that port, as states with their counts")
    public String heldBy;
}
