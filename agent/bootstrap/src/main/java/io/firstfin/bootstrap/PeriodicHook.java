package io.firstfin.bootstrap;

/**
 * What JFR runs for a periodic event. JDK 25 keeps a hook that was removed until it next runs periodic
 * events, which without a recording is never: so it must not lead to our loader any more.
 *
 * <p>Nothing that goes wrong reaches JFR, which would print it: a detach may close our loader while JFR's
 * thread is inside.
 */
public final class PeriodicHook implements Runnable {

    private volatile Runnable work;

    public PeriodicHook(Runnable work) {
        this.work = work;
    }

    @Override
    public void run() {
        Runnable w = work;
        if (w == null) {
            return;
        }
        try {
            w.run();
        } catch (Throwable e) {
            Bridge.suppressed(e);
        }
    }

    /** Lets go of the work. */
    public void clear() {
        work = null;
    }
}
