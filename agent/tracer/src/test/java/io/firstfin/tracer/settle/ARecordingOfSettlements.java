package io.firstfin.tracer.settle;

import io.firstfin.tracer.sink.JfrSink;
import io.firstfin.tracer.sink.Sinks;
import java.util.concurrent.atomic.AtomicInteger;

/** A sink that makes JFR's events of settlements, where a recording wants them. */
final class ARecordingOfSettlements {

    private ARecordingOfSettlements() {}

    /** @param errors counts what the sink throws */
    static Sinks sinks(AtomicInteger errors) {
        JfrSink jfr = new JfrSink();
        jfr.eventsRegistered();
        Sinks sinks = new Sinks(error -> errors.incrementAndGet());
        sinks.add(jfr);
        return sinks;
    }
}
