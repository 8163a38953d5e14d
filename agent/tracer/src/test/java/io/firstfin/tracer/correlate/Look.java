package io.firstfin.tracer.correlate;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import java.net.InetAddress;

/** What the kernel shows of both ends, unless said otherwise in one namespace and not for the first time. */
final class Look {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Endpoints ENDS = new Endpoints(LOOPBACK, 40000, LOOPBACK, 80);

    private final SocketRow ours;
    private SocketRow peer;
    private boolean peerAsked = true;
    private int looks = 2;
    private boolean reused;
    private boolean absentBefore = true;
    private FinalCounts counts;
    private boolean countsExpected;

    private Look(SocketRow ours) {
        this.ours = ours;
    }

    static Look here(TcpState state, long expiresMillis) {
        return new Look(row(state, expiresMillis));
    }

    static Look nothingHere() {
        return new Look(null);
    }

    Look there(TcpState state) {
        return there(state, -1);
    }

    Look there(TcpState state, long expiresMillis) {
        peer = row(state, expiresMillis);
        return this;
    }

    Look peerOutOfSight() {
        peerAsked = false;
        return this;
    }

    Look onFirstLook() {
        looks = 0;
        return this;
    }

    Look usedAgain() {
        reused = true;
        return this;
    }

    Look onSecondLook() {
        looks = 1;
        return this;
    }

    /** And before that something was. */
    Look forTheFirstTime() {
        absentBefore = false;
        return this;
    }

    /** The kernel freed our socket, and these were its last counts. */
    Look leavesCounts(FinalCounts last) {
        counts = last;
        countsExpected = true;
        return this;
    }

    /** The kernel tells of freed sockets, but not of ours yet. */
    Look awaitsCounts() {
        countsExpected = true;
        return this;
    }

    KernelView after(long millis) {
        return new KernelView(ours, peer, peerAsked, looks, millis, reused, absentBefore, counts, countsExpected);
    }

    private static SocketRow row(TcpState state, long expiresMillis) {
        return new SocketRow(state, ENDS, -1, 0, expiresMillis, 0, 0, 0, 0);
    }
}
