package org.apache.hc.client5;

import io.firstfin.bootstrap.ConnectEvent;

/** Stands for an HTTP client: what it opens, it opens for somebody else. */
public final class PretendClient {

    private PretendClient() {}

    /** Opens a connection for the caller. */
    public static void connect() {
        ConnectEvent event = new ConnectEvent();
        event.connection = "c-1";
        event.remoteAddress = "10.0.0.7";
        event.remotePort = 8080;
        event.commit();
    }
}
