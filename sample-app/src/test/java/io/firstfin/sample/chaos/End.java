package io.firstfin.sample.chaos;

import java.io.IOException;

/**
 * One endpoint of a connection, whatever its API. No call blocks for much longer than {@link #MOMENT_MILLIS},
 * but {@link #write}, which whoever watches ends by {@link #close} from another thread.
 */
interface End {
    /** How long a read waits for data that may never come. */
    int MOMENT_MILLIS = 15;

    void write(int bytes) throws IOException;

    /** Reads what is there or comes in a moment; false at the end of the stream. */
    boolean read() throws IOException;

    void shutdownOutput() throws IOException;

    void shutdownInput() throws IOException;

    void linger(int seconds) throws IOException;

    void close() throws IOException;

    int localPort();

    int remotePort();

    /** One round of the endpoint's own selector. */
    default void select() throws IOException {}

    /** Gives back what the endpoint holds besides its connection. */
    default void release() throws IOException {}
}
