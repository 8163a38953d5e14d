package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A stack sampled at a connect or close, so that the cheap template still names the call sites. */
@Name("firstfin.CallSite")
@Label("Call Site")
@Description("A sampled stack of a connect or close, for recordings without a stack on every event")
@StackTrace(true)
public final class CallSiteEvent extends ConnectionEvent {
    @Label("Act")
    @Description("What the sampled call was: CONNECT or CLOSE")
    public String act;

    @Label("Closed First")
    @Description("The verdict of a CLOSE; null for CONNECT")
    public String closedFirst;

    @Label("Requested By")
    @Description(
            "The code that asked for it, as class.method:line, if another thread made the sampled call; null if not, or not known")
    public String requestedBy;

    @Label("Weight")
    @Description("How many connects or closes since the last sample this one represents, itself included")
    public int weight;
}
