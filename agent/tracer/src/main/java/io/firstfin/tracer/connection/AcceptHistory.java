package io.firstfin.tracer.connection;

import java.lang.ref.WeakReference;

/** The accepts of one listening socket: who accepted last, when, and where in the code. */
public final class AcceptHistory {

    private static final WeakReference<Thread> NOBODY = new WeakReference<>(null);

    // two threads that accept at once may each be the last one
    private volatile WeakReference<Thread> thread = NOBODY;
    private volatile long nanos;
    private volatile String acceptedBy;
    private volatile String boundBy;

    /** This thread accepted a connection. */
    public void accepted(long now) {
        nanos = now;
        Thread current = Thread.currentThread();
        if (thread.get() != current) {
            thread = new WeakReference<>(current);
        }
    }

    /** @param site of the accept; null when its stack was not taken */
    public void acceptedBy(String site) {
        if (site != null) {
            acceptedBy = site;
        }
    }

    public void boundBy(String site) {
        boundBy = site;
    }

    /** {@code System.nanoTime()} of the last accept; 0 when none was seen. */
    public long lastNanos() {
        return nanos;
    }

    /** Whether an accept was seen. */
    public boolean wasSeen() {
        return nanos != 0;
    }

    /** The thread that accepted last; null when none was seen, or it was collected. */
    public Thread lastThread() {
        return thread.get();
    }

    /** {@code class.method:line} of the last accept whose stack was taken; null when not known. */
    public String acceptedBy() {
        return acceptedBy;
    }

    /** {@code class.method:line} that bound the socket; null when not known. */
    public String boundBy() {
        return boundBy;
    }
}
