package io.firstfin.tracer.settle;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.verdict.KernelSample;
import java.io.IOException;

/** Asks the kernel's table for both ends of a closed connection. */
final class KernelSampler {

    private KernelSampler() {}

    /** The other end is asked about only where it can be in this namespace. */
    static KernelSample at(UnsettledClose pending, SocketTable kernel) throws IOException {
        Endpoints ends = pending.endpoints();
        if (pending.isReused()) {
            return reused(pending);
        }
        SocketRow ours = kernel.find(ends);
        if (ours != null && !pending.isSameSocket(ours)) {
            return reused(pending);
        }
        boolean peerAsked = ends.remote().isLoopbackAddress() || ends.remote().equals(ends.local());
        SocketRow peer = peerAsked ? kernel.find(ends.mirrored()) : null;
        if (ours != null && peer != null && peer.state() == TcpState.TIME_WAIT) {
            // two questions are no snapshot: the ports may have changed hands between them
            SocketRow again = kernel.find(ends);
            if (again == null) {
                return view(pending, null, null, peerAsked);
            }
            if (!pending.isSameSocket(again)) {
                return reused(pending);
            }
        }
        return view(pending, ours, peer, peerAsked);
    }

    private static KernelSample view(UnsettledClose pending, SocketRow ours, SocketRow peer, boolean peerAsked) {
        return new KernelSample(
                ours, peer, peerAsked, pending.samples(), pending.ageMillis(), false, pending.wasAbsent(), null, false);
    }

    private static KernelSample reused(UnsettledClose pending) {
        return new KernelSample(
                null, null, false, pending.samples(), pending.ageMillis(), true, pending.wasAbsent(), null, false);
    }
}
