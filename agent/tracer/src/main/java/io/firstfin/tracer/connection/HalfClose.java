package io.firstfin.tracer.connection;

import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.reason.CloseReason;

/** Our shutdownOutput on a connection. */
public final class HalfClose {

    private final TcpState before;
    private volatile TcpState after;
    private volatile long nanos;
    private boolean byCollector;
    private CloseReason reason;

    /** @param before the state at its entry */
    public HalfClose(TcpState before) {
        this.before = before;
    }

    /**
     * It returned.
     *
     * @param state seen now; null when the kernel did not answer
     * @param collector whether the garbage collector closes the connection, and this is how it begins
     * @param explanation of the close that follows; null for none
     */
    public void ended(TcpState state, boolean collector, CloseReason explanation) {
        nanos = System.nanoTime();
        after = state;
        byCollector = collector;
        reason = explanation;
    }

    public TcpState before() {
        return before;
    }

    /** The state when it returned; null when it has not, or when the kernel did not answer. */
    public TcpState after() {
        return after;
    }

    /** {@code System.nanoTime()} at its end; 0 while it has not ended. */
    public long nanos() {
        return nanos;
    }

    public boolean isByCollector() {
        return byCollector;
    }

    public CloseReason reason() {
        return reason;
    }
}
