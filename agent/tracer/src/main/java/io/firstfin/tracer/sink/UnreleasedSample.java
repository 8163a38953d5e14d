package io.firstfin.tracer.sink;

import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.Connection;
import java.util.List;

/**
 * The channels that were closed a second ago or longer and still hold their descriptor, at one moment.
 *
 * @param reported the longest first
 * @param inAll how many there are, reported or not
 */
public record UnreleasedSample(List<Unreleased> reported, int inAll) {

    /**
     * A closed channel that is not released.
     *
     * @param nanos since its close
     * @param state as the kernel shows it now; null when it does not
     */
    public record Unreleased(Connection connection, long nanos, TcpState state) {}
}
