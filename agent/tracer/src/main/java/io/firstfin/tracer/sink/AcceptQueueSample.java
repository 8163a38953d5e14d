package io.firstfin.tracer.sink;

import java.net.InetAddress;
import java.util.List;

/**
 * The accept queues of this JVM in which connections wait, in one sample of the kernel's table.
 *
 * @param reported the longest first
 * @param inAll how many there are, reported or not
 * @param full how many of these hold more than their backlog
 */
public record AcceptQueueSample(List<Queue> reported, int inAll, int full) {

    /**
     * What waits on one local address and port.
     *
     * @param limit the backlog; -1 when not known
     * @param givenUp how many of the waiting the client has closed; -1 when not known
     * @param longestNanos for how long one has been waiting, at least
     * @param acceptor who accepts there; null when not known
     */
    public record Queue(
            InetAddress address, int port, int waiting, int limit, int givenUp, long longestNanos, Acceptor acceptor) {}

    /**
     * Who accepts the connections of a port.
     *
     * @param site the call site of the last accept; null when not known
     * @param boundBy the call site that bound the socket; null when not known
     * @param idleNanos since an accept last returned; -1 when none was seen
     * @param thread the name of the thread that accepted last; null when not known
     * @param threadAt the line that this thread executes, or ENDED; null when not asked
     * @param threadWaits whether it waits for connections there
     */
    public record Acceptor(
            String site, String boundBy, long idleNanos, String thread, String threadAt, boolean threadWaits) {}
}
