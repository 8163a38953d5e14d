package io.firstfin.analysis.model;

/** What ended our endpoint. */
public enum Trigger {
    /** The code called close. */
    CLOSE,
    /** The code called shutdownOutput first, which sent the FIN. */
    SHUTDOWN_OUTPUT,
    /** The garbage collector closed what the code forgot. */
    CLEANER,
    /** The JVM ended with the connection open, and the kernel closed it. */
    EXIT,
    /** The recording does not tell. */
    UNKNOWN
}
