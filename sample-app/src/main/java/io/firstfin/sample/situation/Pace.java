package io.firstfin.sample.situation;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests one after the other, at most a hundred a second. A report speaks of rates, and says different things above
 * and below some of them; so that it says the same of a fast machine and a slow one, neither may pass the next.
 */
final class Pace {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Pace() {}

    /** One of the requests. */
    interface Request {
        void make() throws Exception;
    }

    static void requests(int count, Request request) throws Exception {
        for (int i = 0; i < count; i++) {
            request.make();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
