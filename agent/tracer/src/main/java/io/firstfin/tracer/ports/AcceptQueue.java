package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.sink.AcceptQueueSample;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What waits to be accepted on one local address and port, of all sockets that listen there. */
final class AcceptQueue {

    private final InetAddress address;
    private final int port;
    private final List<SocketRow> ours = new ArrayList<>();
    private boolean shared;
    private int givenUp;
    private long longestNanos;

    AcceptQueue(InetAddress address, int port) {
        this.address = address;
        this.port = port;
    }

    /** A socket of this JVM listens there. */
    void addOurs(SocketRow listener) {
        ours.add(listener);
    }

    /** One of another process does, which may have some of the connections. */
    void addOthers() {
        shared = true;
    }

    /** A connection that waits here, for that long at least. */
    void add(SocketRow row, long nanos) {
        givenUp += row.state() == TcpState.CLOSE_WAIT ? 1 : 0;
        longestNanos = Math.max(longestNanos, nanos);
    }

    /**
     * How well a connection's own end fits: the kernel prefers the socket of the very address, then the
     * one of all addresses of its family. Negative when it cannot be of this queue.
     */
    int fit(InetAddress local) {
        if (address.equals(local)) {
            return 2;
        }
        if (!address.isAnyLocalAddress()) {
            return -1;
        }
        boolean v4 = local instanceof Inet4Address;
        boolean anyV4 = address instanceof Inet4Address;
        return v4 == anyV4 ? 1 : v4 ? 0 : -1;
    }

    /** As the listening sockets of this JVM count them. */
    int waiting() {
        return (int) ours.stream().mapToLong(SocketRow::receiveQueue).sum();
    }

    /** The backlog of all of them; -1 when the kernel's answer does not hold it. */
    int limit() {
        int limit = (int) ours.stream().mapToLong(SocketRow::sendQueue).sum();
        return limit == 0 ? -1 : limit;
    }

    /** How many of the waiting the client has closed; -1 when some may be another process's. */
    int givenUp() {
        return shared ? -1 : Math.min(givenUp, waiting());
    }

    /** The kernel takes one more than the backlog. */
    boolean isFull() {
        return limit() >= 0 && waiting() > limit();
    }

    /** For how long one has been waiting, at least; not known where some may be another process's. */
    long longestNanos() {
        return shared ? 0 : longestNanos;
    }

    /** The listening socket of this JVM with the longest queue; null for none. */
    SocketRow longest() {
        SocketRow longest = null;
        for (SocketRow row : ours) {
            if (longest == null || row.receiveQueue() > longest.receiveQueue()) {
                longest = row;
            }
        }
        return longest;
    }

    /** What is reported of it. */
    AcceptQueueSample.Queue fact(AcceptQueueSample.Acceptor acceptor) {
        return new AcceptQueueSample.Queue(address, port, waiting(), limit(), givenUp(), longestNanos(), acceptor);
    }
}
