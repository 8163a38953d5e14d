package io.firstfin.verdict;

/** What ended the local side of a connection. */
public enum Trigger {
    /** The code called close. */
    CLOSE,
    /** The code called shutdownOutput first, which sent the FIN. */
    SHUTDOWN_OUTPUT,
    /** The garbage collector closed what the code forgot: a Cleaner, a finalizer, or a thread that reaps references. */
    CLEANER,
    /** The JVM ended with the connection open, and the kernel closed it. */
    EXIT,
    /** The recording does not say; the tracer always knows. */
    UNKNOWN
}
