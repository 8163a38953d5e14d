package io.firstfin.tracer.connection;

import io.firstfin.verdict.FailureKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import jdk.jfr.Event;

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

    private Event event;
    private boolean unreported;
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean cancelled;
    private boolean failedInCall;
    private Throwable failure;
    private FailureKind failureKind;
    private String failureText;
    private volatile boolean abandoned;

    /**
     * @param wanted whether its end is to be reported
     * @param event begun now; null when none is wanted
     */
    public ConnectAttempt(boolean wanted, Event event) {
        this.unreported = wanted;
        this.event = event;
    }

    /** It is over. Returns whether that is to be reported, which is so once. */
    public boolean end() {
        boolean first = unreported;
        unreported = false;
        if (first && event != null) {
            event.end();
        }
        return first;
    }

    /** Its event was made: it is not kept for as long as the connection lives. */
    void reported() {
        event = null;
    }

    /** The event that was begun with it; null when none was wanted, or it was reported. */
    public Event event() {
        return event;
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

    /** @param text of the exception, or why there is none */
    public void failed(FailureKind kind, String text) {
        failureKind = kind;
        failureText = text;
    }

    /** Why it failed; null when it did not. */
    public FailureKind failureKind() {
        return failureKind;
    }

    /** The text of the exception; null when it did not fail. */
    public String failureText() {
        return failureText;
    }

    /** The kernel had connected it when it was closed, and the application never learned of that. */
    public boolean wasAbandoned() {
        return abandoned;
    }

    public void abandon() {
        abandoned = true;
    }
}
