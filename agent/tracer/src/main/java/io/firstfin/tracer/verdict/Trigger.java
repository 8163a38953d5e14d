package io.firstfin.tracer.verdict;

/** What sent our side's end. */
public enum Trigger {
    CLOSE,
    SHUTDOWN_OUTPUT,
    /** The collector closed what the code forgot: a Cleaner, a finalizer, or a thread that reaps references. */
    CLEANER,
    /** The JVM ended with the connection open, and the kernel closed it. */
    EXIT
}
