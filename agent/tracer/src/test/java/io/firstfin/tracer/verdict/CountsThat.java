package io.firstfin.tracer.verdict;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.sockdiag.DestroyedSocket;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.verdict.Role;
import java.net.InetAddress;

/** Builds the counts of a socket in the words of what it did; it sent and got nothing else. */
public final class CountsThat {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Role role;
    private boolean roleKnown = true;
    private boolean disconnected;
    private long quietMillis;
    private long sent;
    private long got;
    private boolean fin;
    private long unacknowledged;
    private long unread;
    private long segmentsOut = 2;
    private long segmentsIn = 2;
    private long dataSegmentsIn;

    private CountsThat(Role role) {
        this.role = role;
    }

    public static CountsThat ofAClient() {
        return new CountsThat(Role.CLIENT);
    }

    static CountsThat ofAServer() {
        return new CountsThat(Role.SERVER);
    }

    /** @param quietMillis since a segment came last */
    static CountsThat ofOneThatResetByLinger(long quietMillis) {
        CountsThat counts = new CountsThat(Role.CLIENT);
        counts.disconnected = true;
        counts.quietMillis = quietMillis;
        return counts;
    }

    /** Nobody knows whether it connected or was accepted. */
    CountsThat whoseRoleIsNotKnown() {
        roleKnown = false;
        return this;
    }

    CountsThat sent(long bytes) {
        sent = bytes;
        return this;
    }

    /** In one segment. */
    CountsThat got(long bytes) {
        got = bytes;
        dataSegmentsIn = 1;
        return this;
    }

    /** It takes a number among the received bytes. */
    CountsThat gotFin() {
        got++;
        return this;
    }

    /** A segment with data that was not taken. */
    CountsThat gotLate() {
        dataSegmentsIn++;
        return this;
    }

    CountsThat sentFin() {
        fin = true;
        return this;
    }

    CountsThat unacknowledged(long bytes) {
        unacknowledged = bytes;
        return this;
    }

    /** A FIN counts as one. */
    CountsThat unread(long bytes) {
        unread = bytes;
        return this;
    }

    CountsThat moreOut(long segments) {
        segmentsOut += segments;
        return this;
    }

    CountsThat moreIn(long segments) {
        segmentsIn += segments;
        return this;
    }

    LastCounts last() {
        Endpoints ends = new Endpoints(LOOPBACK, 40_000, LOOPBACK, disconnected ? 0 : 80);
        return new LastCounts(
                new DestroyedSocket(ends, 7, unread, unacknowledged, info()), roleKnown ? role : Role.UNKNOWN, 1);
    }

    public TcpInfo info() {
        if (disconnected) {
            return counts(0, 0, 0, 0, 0, 0);
        }
        long acknowledged = (role == Role.CLIENT ? 1 : 0) + sent + (fin ? 1 : 0) - unacknowledged;
        return counts(acknowledged, got, segmentsOut, segmentsIn, dataSegmentsIn, sent);
    }

    private TcpInfo counts(long acknowledged, long received, long out, long in, long dataIn, long bytesSent) {
        return new TcpInfo(
                TcpState.CLOSE,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                quietMillis,
                0,
                0,
                0,
                0,
                acknowledged,
                received,
                out,
                in,
                dataIn,
                0,
                0,
                bytesSent,
                0);
    }
}
