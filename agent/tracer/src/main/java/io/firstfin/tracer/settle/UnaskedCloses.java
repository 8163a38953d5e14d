package io.firstfin.tracer.settle;

import io.firstfin.kernel.SocketTable;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.verdict.AbsentSocketRules;
import io.firstfin.tracer.verdict.KernelSample;
import io.firstfin.tracer.verdict.Settlement;

/** Tells of a close that the kernel cannot be asked about any more: what is known of it by now. */
final class UnaskedCloses {

    private UnaskedCloses() {}

    /** The last word of the kernel, though it was not final; without one what close proved. */
    static void tell(UnsettledClose pending, String why) {
        if (pending.endpoints() == null || pending.isEndingAloneOpen()) {
            return;
        }
        Connection connection = pending.connection();
        if (pending.lastWord() != null) {
            KernelStates.tell(connection, pending.lastWord(), pending.lastView(), pending.lastSource());
            return;
        }
        KernelSample nothing =
                new KernelSample(null, null, false, pending.looks(), pending.ageMillis(), false, false, null, false);
        Settlement settlement = AbsentSocketRules.ofAReusedPort(pending.verdict(), nothing, why);
        KernelStates.tell(connection, settlement, nothing, SocketTable.Source.NONE);
    }
}
