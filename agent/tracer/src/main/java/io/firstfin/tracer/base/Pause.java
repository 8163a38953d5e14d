package io.firstfin.tracer.base;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits that an interrupt does not turn into a busy loop: {@code park} returns at once while the flag
 * stands, and the application may interrupt any thread of its JVM, ours too.
 */
public final class Pause {

    private Pause() {}

    /** On a thread of ours, until unparked or for so long: an interrupt there is not meant for us. */
    public static void onOwnThread(long nanos) {
        Thread.interrupted();
        LockSupport.parkNanos(nanos);
    }

    /** On a thread of ours, until unparked. */
    public static void onOwnThread() {
        Thread.interrupted();
        LockSupport.park();
    }

    /** On a thread of somebody else, for whom its interrupt is kept. */
    public static void onOtherThread(long nanos) {
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(nanos);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
