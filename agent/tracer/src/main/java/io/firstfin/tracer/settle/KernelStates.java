package io.firstfin.tracer.settle;

import io.firstfin.bootstrap.KernelStateEvent;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.EventFields;
import io.firstfin.tracer.verdict.ClosedFirst;
import io.firstfin.tracer.verdict.Ending;
import io.firstfin.tracer.verdict.KernelSample;
import io.firstfin.tracer.verdict.Proof;
import io.firstfin.tracer.verdict.Settlement;
import io.firstfin.tracer.verdict.Verdict;

/** Makes the KernelState event of a settled connection. */
final class KernelStates {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private KernelStates() {}

    /** Whether any recording wants the kernel's word. */
    static boolean wanted() {
        return new KernelStateEvent().isEnabled();
    }

    static void tell(Connection connection, Settlement settlement, KernelSample view, SocketTable.Source source) {
        KernelStateEvent event = new KernelStateEvent();
        EventFields.identify(event, connection);
        SocketRow row = view.ours();
        event.state = settlement.state() == null ? null : settlement.state().name();
        event.remaining = settlement.state() == null || row == null || row.expiresMillis() < 0
                ? EventFields.UNKNOWN_TIME
                : row.expiresMillis() * NANOS_PER_MILLI;
        event.source = source.name();
        event.closedFirst = settlement.closedFirst().name();
        event.proof = settlement.proof().name();
        event.timeWait = settlement.timeWait().name();
        event.ending = settlement.ending().name();
        event.resetBy =
                settlement.resetBy() == null ? null : settlement.resetBy().name();
        event.evidence = settlement.evidence();
        event.agrees = agrees(connection.closing().verdict(), settlement);
        event.commit();
    }

    /** What close left UNKNOWN is settled here, not contradicted; what nothing proved agrees with nothing. */
    private static boolean agrees(Verdict told, Settlement settlement) {
        if (settlement.proof() != Proof.PROVEN) {
            return false;
        }
        boolean side = told.closedFirst() == ClosedFirst.UNKNOWN || told.closedFirst() == settlement.closedFirst();
        boolean ending = told.ending() == Ending.UNKNOWN || told.ending() == settlement.ending();
        return side && ending;
    }
}
