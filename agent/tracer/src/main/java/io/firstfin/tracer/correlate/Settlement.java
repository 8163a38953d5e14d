package io.firstfin.tracer.correlate;

import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.connection.ClosedFirst;
import io.firstfin.tracer.connection.Ending;
import io.firstfin.tracer.connection.TimeWait;

/**
 * A verdict with the kernel's word after the close.
 *
 * @param state our end's state now; null when it is gone
 * @param settled false while another look may still change it
 */
record Settlement(
        TcpState state,
        ClosedFirst closedFirst,
        Ending ending,
        TimeWait timeWait,
        String evidence,
        boolean settled) {}
