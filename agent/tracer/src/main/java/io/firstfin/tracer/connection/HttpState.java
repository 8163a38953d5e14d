package io.firstfin.tracer.connection;

import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.HttpUsage;

/** How HTTP uses a connection, and the reason that a library noted for its close. */
public final class HttpState {

    private volatile HttpUsage usage;
    private volatile CloseReason notedReason;
    private volatile int pool;
    private volatile boolean leased;

    /** The exchanges of the connection; null while none was seen. */
    public HttpUsage usage() {
        return usage;
    }

    /** The same for a client or server that uses it now: the first one stays for the life of the connection. */
    public HttpUsage usedBy(String program, boolean server) {
        HttpUsage use = usage;
        if (use == null) {
            use = new HttpUsage(program, server);
            usage = use;
        }
        return use;
    }

    /** The identity hash of the client or pool that opened the connection; 0 while not known. */
    public int pool() {
        return pool;
    }

    public void openedFor(Object client) {
        pool = System.identityHashCode(client);
    }

    /** A request leaves the client: until {@link #returned} the connection is not in its pool. */
    public void leased() {
        leased = true;
    }

    public void returned() {
        leased = false;
    }

    /** Whether its last response was answered, and neither read to its end nor closed since; false where not known. */
    public boolean holdsResponse() {
        HttpUsage use = usage;
        return pool != 0 && leased && use != null && use.isAnswered();
    }

    /** The reason that a library decided about before the close; null for none. */
    public CloseReason notedReason() {
        return notedReason;
    }

    /** The first reason counts, until it is retracted. */
    public void noteReason(CloseReason reason) {
        if (notedReason == null) {
            notedReason = reason;
        }
    }

    public void retractReason() {
        notedReason = null;
    }
}
