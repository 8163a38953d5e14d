package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;

/** The fields of the events about connections that hang: which kind of connection it is, and how many are like it. */
public abstract class HangingEvent extends ConnectionEvent {

    @Label("Role")
    @Description(
            "CLIENT if this JVM connected, SERVER if it accepted, UNKNOWN if the connection is older than the agent")
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
            "Connections in this sample with the same role, call site, program, and destination or local port; this one and those without an event included")
    public int alike;

    @Label("In All")
    @Description("All connections in this sample that have waited for a second or longer, with an event or without")
    public int inAll;

    @Label("Left Out")
    @Description(
            "How many of all these have no event of their own; one of each kind is reported first, then those that have waited longest")
    public int leftOut;

    @Label("Of Other Kinds")
    @Description("How many of those left out are of a kind that has no event in this sample")
    public int otherKinds;
}
