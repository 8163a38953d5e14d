package io.firstfin.tracer.sink;

import io.firstfin.tracer.connection.Connection;
import java.net.InetSocketAddress;

/**
 * What the diagnosis of ports is told while somebody records, on the threads of the application: so it
 * counts, or takes a note, and returns.
 */
public interface PortWatch {

    /** A call that found no free port. */
    enum Call {
        CONNECT,
        BIND
    }

    /** A connection was established, from or to us. */
    void opened(Connection connection);

    /** A client chose a port by bind, to this address, before it connects. */
    void boundFirst(InetSocketAddress local);

    /**
     * A call found no free port.
     *
     * @param asked where a connect was to go, or what a bind was to take
     * @param failure the text of the exception
     */
    void exhausted(Call call, Connection connection, InetSocketAddress asked, String failure);

    /**
     * A connect failed because the port that its socket was bound to is in use toward the destination.
     *
     * @param connection with both ends, as far as known: the local address may be null
     * @param failure the text of the exception
     */
    void inUse(Connection connection, String failure);
}
