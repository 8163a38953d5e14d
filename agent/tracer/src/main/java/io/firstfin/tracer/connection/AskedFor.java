package io.firstfin.tracer.connection;

/**
 * Where our code asked for a connection, or for its close, before a thread opens or closes it. That may be another
 * thread.
 *
 * @param thread the identity hash of the thread that asked; {@link #HANDED_OVER} where a library handed the task over
 * @param site of the application; null when its stack was not taken, or the application is not on it
 */
public record AskedFor(int thread, SampledSite site) {

    /** No identity hash is negative. */
    private static final int HANDED_OVER = -1;

    /** This thread asks. */
    public static AskedFor here(SampledSite site) {
        return new AskedFor(System.identityHashCode(Thread.currentThread()), site);
    }

    /** Another thread had asked. */
    public static AskedFor handedOver(SampledSite site) {
        return new AskedFor(HANDED_OVER, site);
    }

    /** The application's code that asked, if that was another thread than this one; null if not, or not known. */
    public static String byAnotherThread(AskedFor asked) {
        return asked == null || asked.site == null || !asked.isByAnotherThread() ? null : asked.site.line();
    }

    /** Whether another thread than this one asked. */
    public boolean isByAnotherThread() {
        return thread != System.identityHashCode(Thread.currentThread());
    }
}
