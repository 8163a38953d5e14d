package io.firstfin.tracer.connection;

import io.firstfin.tracer.identity.WeakIdentityMap;

/**
 * Brings an asynchronous connect together with why it failed. Its call does not throw: the JDK makes
 * the exception on the same thread, inside the call, and hands it to a future or a handler.
 */
final class AsynchronousFailures {

    private static final String API = "AsynchronousSocketChannel";

    private final WeakIdentityMap<Thread, Connection> inCall = new WeakIdentityMap<>();

    /** The thread goes into a call that may connect {@code connection}; returns it. */
    Connection enter(Connection connection) {
        if (connection != null && API.equals(connection.api)) {
            inCall.put(Thread.currentThread(), connection);
        }
        return connection;
    }

    void exit(Connection connection) {
        Thread thread = Thread.currentThread();
        if (API.equals(connection.api) && inCall.get(thread) == connection) {
            inCall.remove(thread);
        }
    }

    /** The JDK words a socket's failure on this thread. */
    void failing(Throwable failure) {
        Connection connection = inCall.isEmpty() ? null : inCall.get(Thread.currentThread());
        if (connection != null) {
            connection.failure = failure;
        }
    }
}
