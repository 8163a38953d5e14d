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

    @Label("Opened By")
    @Description("The call site that opened the connection; null when not known")
    public String openedBy;

    @Label("HTTP Client")
    @Description(
            "Name and version of the HTTP client that used the connection; null when none is known")
    public String httpClient;

    @Label("HTTP Server")
    @Description(
            "Name and version of the HTTP server that accepted the connection; null when none is known")
    public String httpServer;

    @Label("Left Out")
    @Description(
            "Connections like this one that the round left out: those that wait for less long")
    public int leftOut;
}
