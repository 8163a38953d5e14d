package io.firstfin.tracer.reason;

/**
 * What this thread is about, as far as it explains a close: an HTTP client evicts what is idle, say.
 * Most clients close in the same call in which they decide to.
 *
 * <p>Holds a String, not a class of ours: a thread that is inside when we detach keeps it.
 */
public final class ThreadReason {

    private static final String NOTHING = "";
    private static final String FAILURE = Reason.EXCHANGE_FAILED.name();
    private static final String DISCONNECT = Reason.DISCONNECT_CALLED.name();

    private final ThreadLocal<String> current = new ThreadLocal<>();

    /**
     * A failure explains the disconnect it leads to; else what is closer to the close explains it.
     *
     * @param because {@code REASON|evidence}; empty for nothing
     * @return what to give to {@link #leave}
     */
    public String enter(String because) {
        String outer = current.get();
        if (outer == null || !outer.startsWith(FAILURE) || !because.startsWith(DISCONNECT)) {
            current.set(because);
        }
        return outer == null ? NOTHING : outer;
    }

    public void leave(String outer) {
        if (outer.equals(NOTHING)) {
            current.remove();
        } else {
            current.set(outer);
        }
    }

    /** Whether this thread is about nothing that would explain a close. */
    public boolean isAboutNothing() {
        String text = current.get();
        return text == null || text.equals(NOTHING);
    }

    /** Whether what this thread is about begins like that. */
    public boolean isAbout(String beginning) {
        String text = current.get();
        return text != null && text.startsWith(beginning);
    }

    /** It is about something else, if it is about what begins like that: until that is left. */
    public void turnOut(String beginning, String because) {
        if (isAbout(beginning)) {
            current.set(because);
        }
    }

    /**
     * What explains the close of such a connection. Not to be asked when {@link #isAboutNothing}.
     *
     * @param idleNanos how long it was idle
     */
    public CloseReason current(long idleNanos) {
        return CloseReason.parse(current.get(), idleNanos);
    }
}
