package io.firstfin.tracer.sink;

import io.firstfin.bootstrap.ConnectionEvent;
import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.Connection;

/** Fills the fields that every event about a connection carries. */
final class EventFields {

    /** A duration that is not known: shown as N/A. */
    static final long UNKNOWN_TIME = Long.MIN_VALUE;

    private EventFields() {}

    /** The name of the connection, and its ends as far as they are known. */
    static void identify(ConnectionEvent event, Connection connection) {
        event.connection = connection.name();
        Endpoints endpoints = connection.endpoints();
        if (endpoints != null) {
            event.localAddress = connection.localText();
            event.localPort = endpoints.localPort();
            event.remoteAddress = connection.remoteText();
            event.remotePort = endpoints.remotePort();
        }
    }

    /** The same, where the kernel showed the ends of a connection that was opened unseen. */
    static void identify(ConnectionEvent event, Connection connection, Endpoints endpoints) {
        event.connection = connection.name();
        event.localAddress = endpoints.local().getHostAddress();
        event.localPort = endpoints.localPort();
        event.remoteAddress = endpoints.remote().getHostAddress();
        event.remotePort = endpoints.remotePort();
    }

    static String nameOf(Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
