package io.firstfin.tracer.sink;

import io.firstfin.kernel.SocketTable;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.verdict.KernelSample;
import io.firstfin.tracer.verdict.Settlement;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;

/**
 * A close with the verdict as it stands after the kernel was asked.
 *
 * @param sample what the kernel showed last
 * @param source where that was read; NONE when there was no time to ask
 */
public record SettledClose(
        Connection connection, Settlement settlement, KernelSample sample, SocketTable.Source source) {

    /**
     * Whether this contradicts nothing that the verdict at the close claimed. A close that left the side UNKNOWN
     * claimed nothing. One that was proven is contradicted, too, if the same is only supposed now.
     */
    public boolean agrees() {
        Verdict atClose = connection.closing().verdict();
        Verdict settled = settlement.verdict();
        if (atClose.closedFirst() == ClosedFirst.UNKNOWN) {
            return true;
        }
        boolean side = atClose.closedFirst() == settled.closedFirst() && (settled.proven() || !atClose.proven());
        boolean ending = atClose.ending() == Ending.UNKNOWN || atClose.ending() == settled.ending();
        return side && ending;
    }
}
