package io.firstfin.tracer.diagnose;

/**
 * Keeps what is asked for each second from taking more than a tenth of the time: reading {@code /proc}
 * takes 150 ms with a full table. Not for use by two threads at once.
 */
final class Rest {

    private static final int TIMES = 10;

    private long ended = System.nanoTime();
    private long lasted;

    /** Does the work, or lets it be this time. */
    void orDo(Runnable work) {
        long begun = System.nanoTime();
        if (begun - ended < TIMES * lasted) {
            return;
        }
        work.run();
        ended = System.nanoTime();
        lasted = ended - begun;
    }
}
