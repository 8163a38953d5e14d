package io.firstfin.sample;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.tracefs.Truth;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * One endpoint of one connection as the kernel recorded it.
 *
 * @param nanos of its first step, as {@link System#nanoTime} has it
 */
record Life(Endpoints endpoints, long nanos, Truth truth) {

    String local() {
        return Stage.text(new InetSocketAddress(endpoints.local(), endpoints.localPort()));
    }

    String remote() {
        return Stage.text(new InetSocketAddress(endpoints.remote(), endpoints.remotePort()));
    }

    boolean established() {
        return truth.path().contains(TcpState.ESTABLISHED);
    }

    boolean connected() {
        return truth.path().contains(TcpState.SYN_SENT);
    }

    /** It sent a FIN, or a reset ended it. */
    boolean over() {
        List<TcpState> path = truth.path();
        return sentFin() || path.get(path.size() - 1) == TcpState.CLOSE;
    }

    /**
     * Which side is left with a TIME_WAIT, seen from here; null while the peer has yet to send its
     * FIN. The kernel hands a socket over to its TIME_WAIT record in FIN_WAIT2 or CLOSING, and any
     * reset destroys that record.
     */
    String timeWait(Life peer) {
        if (anyReset() || peer.anyReset()) {
            return "NONE";
        }
        if (!sentFin() || !peer.sentFin()) {
            return null;
        }
        boolean here = handedOver();
        boolean there = peer.handedOver();
        return here ? there ? "BOTH" : "LOCAL" : there ? "REMOTE" : "NONE";
    }

    /** A reset was sent or came. */
    boolean anyReset() {
        return truth.resetSent() || truth.resetReceived();
    }

    boolean sentFin() {
        return truth.path().contains(TcpState.FIN_WAIT1) || truth.path().contains(TcpState.LAST_ACK);
    }

    boolean handedOver() {
        List<TcpState> path = truth.path();
        for (int i = 1; i < path.size(); i++) {
            TcpState before = path.get(i - 1);
            if (path.get(i) == TcpState.CLOSE && (before == TcpState.FIN_WAIT2 || before == TcpState.CLOSING)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return local() + " > " + remote() + " " + truth;
    }
}
