package io.firstfin.tracer.connection;

import io.firstfin.bootstrap.ConnectEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A connect call of a connection: which thread may end it, and what ended it. */
public final class ConnectAttempt {

    private static final VarHandle THREAD;

    static {
        try {
            THREAD = MethodHandles.lookup().findVarHandle(ConnectAttempt.class, "thread", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ConnectEvent event;
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean cancelled;
    private boolean failedInCall;
    private Throwable failure;
    private volatile boolean abandoned;

    /** @param event begun now; null when nothing is to be reported of this connect */
    public ConnectAttempt(ConnectEvent event) {
        this.event = event;
    }

    /** The event of this connect, to be ended and reported once; null when there is none to report. */
    public ConnectEvent takeEvent() {
        ConnectEvent begun = event;
        event = null;
        return begun;
    }

    /** The thread inside a call that may end the connect, and reports its end then; null when none is. */
    public Thread thread() {
        return thread;
    }

    /** This thread goes into such a call. */
    public void enterCall() {
        thread = Thread.currentThread();
    }

    /** False when a pool's thread took the connect over before the call that began it returned. */
    public boolean leaveCall() {
        return THREAD.compareAndSet(this, Thread.currentThread(), null);
    }

    /** Another thread closed the socket meanwhile. */
    public boolean isCancelled() {
        return cancelled;
    }

    public void cancel() {
        cancelled = true;
    }

    /** The JDK itself closed the socket inside the call, because the connect failed. */
    public boolean hasFailedInCall() {
        return failedInCall;
    }

    public void failInCall() {
        failedInCall = true;
    }

    /** The exception that the JDK made for it where the call that fails does not throw; null for none. */
    public Throwable failure() {
        return failure;
    }

    public void failure(Throwable made) {
        failure = made;
    }

    /** The kernel had connected it when it was closed, and the application never learned of that. */
    public boolean wasAbandoned() {
        return abandoned;
    }

    public void abandon() {
        abandoned = true;
    }
}
