package io.firstfin.sample;

import java.util.concurrent.TimeUnit;

/**
 * For how long a test waits for a fact before it takes what is late for what never comes. Even where each JVM
 * has a small share of a processor.
 */
final class Patience {
    static final long SECONDS = 240;
    static final long NANOS = TimeUnit.SECONDS.toNanos(SECONDS);

    private Patience() {}
}
