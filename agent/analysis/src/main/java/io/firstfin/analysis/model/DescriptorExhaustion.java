package io.firstfin.analysis.model;

import java.util.SortedSet;

/**
 * Sockets that a JVM could not make or accept for want of a file descriptor, and what it held open when it held most.
 *
 * @param jvm its place among the model's JVMs
 * @param notMade how many sockets could not be made
 * @param notAccepted how many accepts failed; the connections stay in the accept queue, so one may fail often
 * @param ports where they were to be accepted, as far as known
 * @param limit of descriptors; -1 when unknown, as the counts by state are
 * @param connections that were traced and open
 * @param openedBy the place in the code that opened most of them; empty when unknown
 * @param openedThere how many it opened
 * @param failedAt the place in the code that failed first; empty when unknown
 * @param failure the text of the exception
 */
public record DescriptorExhaustion(
        int jvm,
        long notMade,
        long notAccepted,
        SortedSet<Integer> ports,
        long limit,
        int connections,
        int established,
        int closeWait,
        String openedBy,
        int openedThere,
        String failedAt,
        String failure) {

    public long failures() {
        return notMade + notAccepted;
    }

    /** Whether a number of connections holds so large a share of all descriptors, or more; not where the limit is unknown. */
    public boolean isHeldBy(long some, double share) {
        return limit > 0 && some >= share * limit;
    }
}
