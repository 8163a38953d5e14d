package io.firstfin.sample.http;

/**
 * An HTTP client library: how it asks, and how it is led to each end. Has a constructor without
 * parameters.
 */
interface HttpClientLibrary {

    /** As FirstFin names it in {@code httpClient}, without the version. */
    String name();

    /** A client with a pool of its own, which trusts {@link io.firstfin.sample.support.Tls#TRUST}. */
    Client open(int responseTimeoutMillis) throws Exception;

    /** {@link Ways#of} this library, with those that are its own. */
    Ways ways();

    /** What every HTTP client can do. */
    interface Client extends AutoCloseable {

        /**
         * Sends a GET and reads the response to its end.
         *
         * @param headers name, value, name, value
         */
        void get(String url, String... headers) throws Exception;

        /** Closes the pool, and with it the connections that idle there. */
        @Override
        void close() throws Exception;
    }
}
