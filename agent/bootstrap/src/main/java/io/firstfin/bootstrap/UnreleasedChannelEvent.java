package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Told each period while it lasts, from one second on: a descriptor that outlives its close. */
@Name("firstfin.UnreleasedChannel")
@Label("Unreleased Channel")
@Description("A channel was closed, but its Selector still holds the descriptor because nobody selects again")
@StackTrace(false)
@Period("10 s")
public final class UnreleasedChannelEvent extends ConnectionEvent {
    @Label("Waiting")
    @Description("Time since the close, or since the channel was first seen if the close was not recorded")
    @Timespan
    public long waiting;

    @Label("Kernel State")
    @Description(
            "The TCP state now: ESTABLISHED if even our FIN or RST waits for the Selector, CLOSE if the connection is over and only the descriptor is left")
    public String kernelState;

    @Label("Closed By")
    @Description("The call site that closed the channel; null when not known")
    public String closedBy;

    @Label("HTTP Client")
    @Description("Name and version of the HTTP client that used the connection; null when none is known")
    public String httpClient;

    @Label("HTTP Server")
    @Description("Name and version of the HTTP server that accepted the connection; null when none is known")
    public String httpServer;

    @Label("Unreleased")
    @Description("Channels of this JVM that are closed and not released now")
    public int unreleased;

    @Label("Left Out")
    @Description("Closed channels that have no event in this sample: those that have waited less long")
    public int leftOut;
}
