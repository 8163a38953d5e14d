package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A connection that shutdownOutput half-closed is still in FIN_WAIT2. Reported each period, from one second on. */
@Name("firstfin.FinWait")
@Label("Fin Wait")
@Description("A connection that we half-closed waits for the peer's FIN")
@StackTrace(false)
@Period("10 s")
public final class FinWaitEvent extends HangingEvent {
    @Label("Waiting")
    @Description("Time since our half-close")
    @Timespan
    public long waiting;
}
