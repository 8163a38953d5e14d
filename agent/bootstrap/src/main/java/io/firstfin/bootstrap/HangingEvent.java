package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Registered;

/** The fields of the events about connections that hang: which kind of connection it is, and how many are like it. */
@Registered(false)
@Category("FirstFin")
public abstract class HangingEvent extends ConnectionEvent {

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
}
