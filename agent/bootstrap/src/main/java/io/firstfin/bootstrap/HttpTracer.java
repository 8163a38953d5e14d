package io.firstfin.bootstrap;

import jdk.jfr.Event;

/** Receives the calls of the {@link HttpBridge}. */
public interface HttpTracer {

    void aliasOf(Object handle, Object connection);

    void clientNamed(String client, Object connection);

    void openedFor(Object pool, Object connection);

    void returnedToPool(Object connection);

    void requestSent(String client, Object connection, Object head);

    void requestSent(String client, Object connection, String method, String host, String header);

    Event responseReceived(Object connection, Object head);

    Event responseReceived(
            Object connection,
            String method,
            String host,
            int status,
            String version,
            String header,
            String length,
            String coding);

    void requestReceived(String server, Object connection, String method, String host, String version, String header);

    void connectionHeaderSet(Object connection, String header);

    void requestLimitReached(Object connection, String reason);

    Event responseSent(Object connection, int status, String header, String length, String coding);
}
