package io.firstfin.tracer.sink;

import io.firstfin.tracer.sink.Sink.Level;

/** As much as a recording would want, without JFR. */
public final class ARecording {

    private final JfrSink jfr = new JfrSink();
    private final Sinks sinks = new Sinks(error -> {
        throw new AssertionError(error);
    });

    public ARecording() {
        sinks.add(jfr);
    }

    public Sinks sinks() {
        return sinks;
    }

    public void turn(Level level) {
        jfr.turn(level);
        sinks.update();
    }

    /** It ends: what is being reported is reported still. */
    public void endWindow() {
        turn(Level.OFF);
        sinks.endWindow();
    }
}
