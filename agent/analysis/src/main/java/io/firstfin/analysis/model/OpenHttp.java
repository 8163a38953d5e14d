package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * The open connections toward one destination that HTTP clients held whose pools are known, at one moment.
 *
 * @param destination where they led
 * @param client name and version of the client that held most of them; empty where none is known
 * @param connections those that carried a request
 * @param requests that they carried
 * @param pools how many pools, or clients, they belonged to
 * @param unread those whose response had arrived, and was neither read to its end nor closed for a second
 * @param unreadFor since the oldest of these responses; negative without one
 */
public record OpenHttp(
        Destination destination,
        String client,
        long connections,
        long requests,
        long pools,
        long unread,
        Duration unreadFor)
        implements Serializable {

    /** Nobody counted. */
    public static OpenHttp uncounted(Destination destination) {
        return new OpenHttp(destination, "", -1, -1, -1, -1, Duration.ofNanos(-1));
    }

    /** The same, in a network namespace. */
    public OpenHttp in(String network) {
        return new OpenHttp(destination.in(network), client, connections, requests, pools, unread, unreadFor);
    }
}
