package io.firstfin.sample.http;

import io.firstfin.sample.support.HttpServer;

/** What a client does on one way; the server is that of the way. */
@FunctionalInterface
interface Steps {

    /**
     * Leaves nothing that would end a connection another way: it closes its client, but not before
     * the connections that are to end by themselves have done so.
     */
    void play(HttpServer server) throws Exception;
}
