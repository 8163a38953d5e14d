package io.firstfin.bootstrap;

import jdk.jfr.Event;

/** The other end of the {@link HttpBridge}, as {@link Tracer} is that of the {@link Bridge}. */
public interface HttpTracer {

    void standsFor(Object handle, Object connection);

    void used(String client, Object connection);

    void sent(String client, Object connection, Object head);

    void sent(String client, Object connection, String method, String host, String header);

    Event received(Object connection, Object head);

    Event received(
            Object connection,
            String method,
            String host,
            int status,
            String version,
            String header,
            String length,
            String coding);

    void asked(String server, Object connection, String method, String host, String version, String header);

    void wanted(Object connection, String header);

    void limited(Object connection, String reason);

    Event replied(Object connection, int status, String header, String length, String coding);
}
