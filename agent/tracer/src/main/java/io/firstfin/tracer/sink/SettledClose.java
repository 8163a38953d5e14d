package io.firstfin.tracer.sink;

import io.firstfin.kernel.SocketTable;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.verdict.KernelSample;
import io.firstfin.tracer.verdict.Settlement;
import io.firstfin.tracer.verdict.Verdict;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;

/**
 * A close with the verdict as it stands after the kernel was asked.
 *
 * @param sample what the kernel showed last
 * @param source where that was read; NONE when there was no time to ask
 */
public record SettledClose(
        Connection connection, Settlement settlement, KernelSample sample, SocketTable.Source source) {

    /**
     * Whether nothing is contradicted that the verdict at the close said. What the close left UNKNOWN is settled
     * here; what nothing proved agrees with nothing.
     */
    public boolean agrees() {
        Verdict atClose = connection.closing().verdict();
        Verdict settled = settlement.verdict();
        boolean side = atClose.closedFirst() == ClosedFirst.UNKNOWN || atClose.closedFirst() == settled.closedFirst();
        boolean ending = atClose.ending() == Ending.UNKNOWN || atClose.ending() == settled.ending();
        return settled.proof() == Proof.PROVEN && side && ending;
    }
}
