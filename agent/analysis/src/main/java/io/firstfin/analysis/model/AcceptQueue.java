package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * Connections that waited to be accepted on a port of ours.
 *
 * @param jvm who listens: its place among the model's JVMs
 * @param destination the port
 * @param address the address that the socket listens on
 * @param longest the look at which most of them waited
 * @param stuck the look at which one had waited for longest
 * @param looks how many looks found any waiting
 * @param leftOut how many other ports of the JVM had a queue and no event, at most at a look
 */
public record AcceptQueue(
        int jvm, Destination destination, String address, Look longest, Look stuck, long looks, long leftOut) {

    /**
     * What the agent saw once.
     *
     * @param waiting how many waited
     * @param limit the backlog in force: the queue is full with one more; negative when not known
     * @param givenUp of those waiting, the clients that had closed; negative when not known
     * @param longest for how long one had waited, at least; negative when not known
     * @param sinceAccept since the last accept; negative when none was seen
     * @param acceptedBy the place in the code that accepted; empty when unknown
     * @param boundBy the place in the code that bound the socket; empty when unknown
     * @param thread the thread that accepted last; empty when unknown
     * @param threadAt where it stood; ENDED when it had ended; empty when unknown
     * @param threadWaits it stood in an accept or a selector
     */
    public record Look(
            long waiting,
            long limit,
            long givenUp,
            Duration longest,
            Duration sinceAccept,
            String acceptedBy,
            String boundBy,
            String thread,
            String threadAt,
            boolean threadWaits)
            implements Serializable {

        /** The kernel lets nobody in any more. */
        public boolean isFull() {
            return limit >= 0 && waiting > limit;
        }

        /** Whether that thread is no more. */
        public boolean threadEnded() {
            return threadAt.equals("ENDED");
        }
    }
}
