package io.firstfin.sample.http.server;

import io.firstfin.sample.support.Api;
import java.net.InetSocketAddress;

/** An HTTP server library: how it serves the {@link Site}. Has a constructor without parameters. */
interface HttpServerLibrary {

    /** As FirstFin names it in {@code httpServer}, without the version. */
    String name();

    /** Serves the site on a free port of {@link Api#loopback}. */
    Running start(Setup setup) throws Exception;

    /** {@link ServerWays#all}, with what this library does otherwise than most. */
    ServerWays ways();

    /** A server that serves. */
    interface Running extends AutoCloseable {

        InetSocketAddress address();

        /** Stops it as an application would; more than once does no harm. */
        @Override
        void close() throws Exception;
    }

    /**
     * How a server is to be set up.
     *
     * @param idleMillis how long a connection may be without a request
     * @param requests how many requests it may carry
     */
    record Setup(boolean tls, int idleMillis, int requests) {

        /** So that neither limit ends a connection. */
        static final Setup USUAL = new Setup(false, 60_000, 100);
    }
}
