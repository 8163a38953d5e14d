package io.firstfin.tracer.connection;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many connections this JVM began since the agent came, whether recorded or not: to be held
 * against the kernel's own counters, which count the same steps.
 */
public final class OpenCounts {

    private final LongAdder connects = new LongAdder();
    private final LongAdder accepts = new LongAdder();

    void connecting() {
        connects.increment();
    }

    void accepted() {
        accepts.increment();
    }

    /** Connect calls, however they ended. */
    public long connects() {
        return connects.sum();
    }

    public long accepts() {
        return accepts.sum();
    }
}
