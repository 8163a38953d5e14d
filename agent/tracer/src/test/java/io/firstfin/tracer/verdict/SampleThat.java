package io.firstfin.tracer.verdict;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import java.net.InetAddress;

/** What the kernel shows of both ends, unless said otherwise in one namespace and not for the first time. */
final class SampleThat {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Endpoints ENDS = new Endpoints(LOOPBACK, 40000, LOOPBACK, 80);

    private final SocketRow ours;
    private SocketRow peer;
    private boolean peerAsked = true;
    private int samples = 2;
    private boolean reused;
    private boolean absentBefore = true;
    private LastCountsSummary counts;
    private boolean countsExpected;

    private SampleThat(SocketRow ours) {
        this.ours = ours;
    }

    static SampleThat here(TcpState state, long expiresMillis) {
        return new SampleThat(row(state, expiresMillis));
    }

    static SampleThat nothingHere() {
        return new SampleThat(null);
    }

    SampleThat there(TcpState state) {
        return there(state, -1);
    }

    SampleThat there(TcpState state, long expiresMillis) {
        peer = row(state, expiresMillis);
        return this;
    }

    SampleThat peerOutOfSight() {
        peerAsked = false;
        return this;
    }

    SampleThat onFirstLook() {
        samples = 0;
        return this;
    }

    SampleThat usedAgain() {
        reused = true;
        return this;
    }

    SampleThat onSecondLook() {
        samples = 1;
        return this;
    }

    /** And before that something was. */
    SampleThat forTheFirstTime() {
        absentBefore = false;
        return this;
    }

    /** The kernel freed our socket, and these were its last counts. */
    SampleThat leavesCounts(LastCountsSummary last) {
        counts = last;
        countsExpected = true;
        return this;
    }

    /** The kernel tells of freed sockets, but not of ours yet. */
    SampleThat awaitsCounts() {
        countsExpected = true;
        return this;
    }

    KernelSample after(long millis) {
        return new KernelSample(ours, peer, peerAsked, samples, millis, reused, absentBefore, counts, countsExpected);
    }

    private static SocketRow row(TcpState state, long expiresMillis) {
        return new SocketRow(state, ENDS, -1, 0, expiresMillis, 0, 0, 0, 0);
    }
}
