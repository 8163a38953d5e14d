package io.firstfin.cli.ports;

import io.firstfin.kernel.SocketRow;
import java.util.Locale;

/** A listening socket's queue of connections that nobody has accepted yet, in words. */
final class AcceptQueueText {
    private static final double NEAR = 0.8;

    private AcceptQueueText() {}

    /** Whether the kernel drops new connections: it lets in one more than the limit. */
    static boolean isFull(SocketRow listener) {
        return listener.sendQueue() > 0 && listener.receiveQueue() > listener.sendQueue();
    }

    /** @param limitKnown the row tells the limit; otherwise any queue is worth it */
    static boolean isWorthALine(SocketRow listener, boolean limitKnown) {
        return listener.receiveQueue() > 0 && (!limitKnown || listener.receiveQueue() >= NEAR * listener.sendQueue());
    }

    /** @param owner such as {@code this JVM's}; empty when unknown */
    static String of(SocketRow listener, String owner) {
        String waiting = String.format(Locale.ROOT, "%,d", listener.receiveQueue());
        String limit = listener.sendQueue() > 0 ? String.format(Locale.ROOT, " of %,d", listener.sendQueue()) : "";
        return waiting + limit + " connections wait to be accepted on port "
                + listener.endpoints().localPort() + (owner.isEmpty() ? "" : ", " + owner)
                + (isFull(listener) ? ": the queue is full, and new ones are dropped" : "");
    }
}
