package io.firstfin.tracer.base;

import java.util.function.LongSupplier;

/**
 * Keeps what is asked for each second from taking more than a tenth of the time: reading {@code /proc}
 * takes 150 ms with a full table. One slow round among others is not taken for the rule, nor is the
 * first: on a busy machine or in a cold JVM a round may take a second, and ten of silence would
 * follow. Not for use by two threads at once.
 */
public final class DutyCycle {

    private static final int TIMES = 10;

    private final LongSupplier nanos;
    private long ended;
    private long lasted;
    private long lastedBefore;

    public DutyCycle() {
        this(System::nanoTime);
    }

    /** @param nanos the time, as {@link System#nanoTime} has it */
    public DutyCycle(LongSupplier nanos) {
        this.nanos = nanos;
        this.ended = nanos.getAsLong();
    }

    /** Does the work, or lets it be this time. */
    public void runIfDue(Runnable work) {
        long begun = nanos.getAsLong();
        if (begun - ended < TIMES * Math.min(lasted, lastedBefore)) {
            return;
        }
        work.run();
        ended = nanos.getAsLong();
        lastedBefore = lasted;
        lasted = ended - begun;
    }
}
