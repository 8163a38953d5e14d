package io.firstfin.bootstrap;

/**
 * The hook that JFR runs for a periodic event. JDK 25 keeps a removed hook until it runs periodic events again,
 * which never happens without a recording. After {@link #clear} such a hook does not lead to our loader.
 *
 * <p>No error reaches JFR, which would print it: a detach may close our loader while JFR's thread is inside.
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

    /** From now on the hook does nothing. */
    public void clear() {
        work = null;
    }
}
