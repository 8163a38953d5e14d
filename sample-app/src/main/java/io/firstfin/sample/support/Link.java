package io.firstfin.sample.support;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** One endpoint of a connection, whichever API of the JDK holds it. */
public interface Link extends Closeable {

    /** CLIENT for an endpoint that connected, SERVER for one that was accepted. */
    enum Role {
        CLIENT,
        SERVER
    }

    Role role();

    /** The JDK class that holds the socket, by its simple name. */
    String api();

    InetSocketAddress local();

    InetSocketAddress remote();

    void write(byte[] bytes) throws IOException;

    /** Reads at least one byte and returns how many, or -1 at the end of the stream. */
    int read(byte[] into) throws IOException;

    void shutdownOutput() throws IOException;

    /** Sets SO_LINGER; 0 makes close send a RST. */
    void linger(int seconds) throws IOException;

    /** SO_LINGER in force, -1 when off. */
    int linger() throws IOException;

    /**
     * Reads until the peer ends the stream, and waits until its FIN is here: TLS tells the end of
     * the stream in a record of its own, which may come before the FIN.
     */
    default void readToEnd() throws IOException {
        byte[] bytes = new byte[512];
        while (read(bytes) >= 0) {
            continue;
        }
        KernelTable.awaitPeerFin(this);
    }
}
