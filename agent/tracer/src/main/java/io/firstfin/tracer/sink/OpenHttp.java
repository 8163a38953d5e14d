package io.firstfin.tracer.sink;

/**
 * The open connections toward one destination that HTTP clients hold whose pools are known.
 *
 * @param client name and version of the client that holds most of them; null when there are none
 * @param connections those that carried a request
 * @param requests that they carried
 * @param pools how many pools, or clients, they belong to
 * @param unread those whose response has arrived, and was neither read to its end nor closed for a second
 * @param unreadNanos since the head of the oldest of these responses; 0 without one
 */
public record OpenHttp(String client, int connections, long requests, int pools, int unread, long unreadNanos) {

    public static final OpenHttp NONE = new OpenHttp(null, 0, 0, 0, 0, 0);
}
