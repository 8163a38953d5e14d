package io.firstfin.tracer.base;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts our own errors, none of which ever reaches the application, and keeps the newest. Throws none
 * itself: whoever comes here is on its way out of another one.
 */
public final class SuppressedErrors implements Consumer<Throwable> {

    private static final String UNTOLD = "an error that could not be put into words";

    private final AtomicLong count = new AtomicLong();
    private volatile String last;

    @Override
    public void accept(Throwable error) {
        count.incrementAndGet();
        try {
            StackTraceElement[] stack = error.getStackTrace();
            last = stack.length == 0 ? error.toString() : error + " at " + stack[0];
        } catch (Throwable noRoomForWords) {
            last = UNTOLD;
        }
    }

    public long count() {
        return count.get();
    }

    /** Null when there was none. */
    public String last() {
        return last;
    }
}
