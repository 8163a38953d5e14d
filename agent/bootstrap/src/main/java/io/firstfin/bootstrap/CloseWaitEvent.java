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

/** A connection whose peer has closed waits for our close. Reported each period, from one second on. */
@Registered(false)
@Enabled(false)
@Name("firstfin.CloseWait")
@Label("Close Wait")
@Category("FirstFin")
@Description("A connection whose peer has closed waits for our close")
@StackTrace(false)
@Period("10 s")
public final class CloseWaitEvent extends HangingEvent {
    @Label("Waiting")
    @Description("How long the peer's FIN has been here, at least")
    @Timespan
    public long waiting;

    @Label("In Accept Queues")
    @Description(
            "Connections besides that are in CLOSE_WAIT in accept queues of ours, as firstfin.AcceptQueue tells; -1 when not known")
    public int inAcceptQueues;
}
