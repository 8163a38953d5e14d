package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A connection whose peer has closed waits for our close. Reported each period, from one second on. */
@Name("firstfin.CloseWait")
@Label("Close Wait")
@Description("A connection whose peer has closed waits for our close")
@StackTrace(false)
@Period("10 s")
public final class CloseWaitEvent extends HangingEvent {
    @Label("Waiting")
    @Description("Time since the peer's FIN arrived, at least")
    @Timespan
    public long waiting;

    @Label("In Accept Queues")
    @Description(
            "Further connections in CLOSE_WAIT that wait in this JVM's accept queues, see firstfin.AcceptQueue; -1 when unknown")
    public int inAcceptQueues;
}
