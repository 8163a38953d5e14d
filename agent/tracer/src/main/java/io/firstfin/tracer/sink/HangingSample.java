package io.firstfin.tracer.sink;

import io.firstfin.kernel.Endpoints;
import io.firstfin.tracer.connection.Connection;
import java.util.List;

/**
 * The connections that have been hanging in one state for a second or longer, in one sample of the kernel's table.
 *
 * @param reported the longest first; where there are too many, one of each kind before others of its kind
 * @param inAll how many there are, reported or not
 * @param otherKinds how many of those left out have none of their kind among the reported
 */
public record HangingSample(List<Hanging> reported, int inAll, int otherKinds) {

    /**
     * A connection that hangs.
     *
     * @param endpoints as the kernel shows them
     * @param nanos for how long it has been hanging
     * @param alike how many are of its kind, itself included
     */
    public record Hanging(Connection connection, Endpoints endpoints, long nanos, int alike) {}
}
