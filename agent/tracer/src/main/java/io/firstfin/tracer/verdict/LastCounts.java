package io.firstfin.tracer.verdict;

import io.firstfin.kernel.sockdiag.DestroyedSocket;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.verdict.Role;

/**
 * What the last counts of a socket prove about its end. Pure. Sequence numbers tell of FINs, since each
 * FIN takes one (RFC 9293, 3.4); the field names are those of {@code include/linux/tcp.h}.
 *
 * <pre>
 * write_seq - first data byte   bytesAcked + sendQueue, less one for the SYN of the side that connected
 * data that was sent            bytesSent - bytesRetrans
 * rcv_nxt - copied_seq          receiveQueue: data and a FIN that came and were not read
 * </pre>
 */
public final class LastCounts {

    /** An answer that counts give, or do not. */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    private final DestroyedSocket socket;
    private final Role role;
    private final long millisLate;

    /**
     * @param role UNKNOWN where it is not certain who connected
     * @param millisLate from the begin of our close to when the counts were heard: they were taken before
     *     that, the kernel does not say when
     */
    public LastCounts(DestroyedSocket socket, Role role, long millisLate) {
        this.socket = socket;
        this.role = role;
        this.millisLate = millisLate;
    }

    /** Its own side reset it with SO_LINGER 0 while no reset had come. */
    boolean wasDisconnected() {
        return socket.wasDisconnected();
    }

    /** Its side sent a FIN. */
    public Answer sentFin() {
        TcpInfo counts = socket.counts();
        boolean told = counts.bytesSent() >= 0 && counts.bytesAcked() >= 0 && counts.notSent() == 0;
        if (wasDisconnected() || !told) {
            return Answer.UNKNOWN;
        }
        long data = counts.bytesSent() - counts.bytesRetrans();
        long synAndFin = counts.bytesAcked() + socket.sendQueue() - data;
        switch (role) {
            case CLIENT:
                return synAndFin == 2 ? Answer.YES : synAndFin == 1 ? Answer.NO : Answer.UNKNOWN;
            case SERVER:
                return synAndFin == 1 ? Answer.YES : synAndFin == 0 ? Answer.NO : Answer.UNKNOWN;
            default:
                return synAndFin == 2 ? Answer.YES : synAndFin == 0 ? Answer.NO : Answer.UNKNOWN;
        }
    }

    /** Data of its side was never sent, and so no FIN behind it, if there was one. */
    public boolean leftUnsent() {
        return !wasDisconnected() && socket.counts().notSent() > 0;
    }

    /** All that its side sent was acknowledged, and a FIN was sent as far as the counts tell. */
    public boolean endedInOrder() {
        return !wasDisconnected() && socket.sendQueue() == 0 && sentFin() != Answer.NO;
    }

    /**
     * Its FIN was acknowledged.
     *
     * @param sent it is known to have sent one: the counts alone do not tell where it is not known who connected
     */
    public boolean finAcknowledged(boolean sent) {
        return (sent || sentFin() == Answer.YES) && endedInOrder();
    }

    /** It sent a FIN, and nothing shows that it was acknowledged. */
    boolean isFinUnacknowledged() {
        return sentFin() == Answer.YES && socket.sendQueue() > 0;
    }

    /**
     * A FIN of the other side came since a sample that showed none.
     *
     * @param unread bytes that were there to be read at that sample; -1 when not known
     * @param then the counts at that sample; null when not known: then a reader may have taken the FIN, and
     *     NO is only likely
     * @param peers of the other side; null when not known
     */
    public Answer gotFin(int unread, TcpInfo then, LastCounts peers) {
        if (wasDisconnected()) {
            return Answer.UNKNOWN;
        }
        if (peers != null && peers.dataSent() >= 0) {
            // a FIN comes in order, after all the data
            return received() == peers.dataSent() + 1 ? Answer.YES : Answer.NO;
        }
        if (unread < 0) {
            return Answer.UNKNOWN;
        }
        long waiting = socket.receiveQueue() - unread;
        if (then == null || then.bytesReceived() < 0) {
            return waiting == 0 ? Answer.NO : Answer.UNKNOWN;
        }
        long came = socket.counts().bytesReceived() - then.bytesReceived();
        if (came == 0) {
            // the FIN may be in the counts of a sample whose state was read before it
            return waiting <= 0 ? Answer.NO : Answer.UNKNOWN;
        }
        boolean noData = then.dataSegmentsIn() >= 0
                && then.dataSegmentsIn() == socket.counts().dataSegmentsIn();
        return came == 1 && noData ? Answer.YES : Answer.UNKNOWN;
    }

    /** Something is left that nobody read. */
    boolean hasUnread() {
        return socket.receiveQueue() > 0;
    }

    /** Anything at all came in order that nobody read. */
    boolean gotMoreThan(int unread) {
        return socket.receiveQueue() > unread;
    }

    /** Segments that left since {@code then}; -1 when not known. */
    long segmentsOutSince(TcpInfo then) {
        return then == null || then.segmentsOut() < 0 ? -1 : socket.counts().segmentsOut() - then.segmentsOut();
    }

    /** Segments that came since {@code then}; -1 when not known. */
    long segmentsInSince(TcpInfo then) {
        return then == null || then.segmentsIn() < 0 ? -1 : socket.counts().segmentsIn() - then.segmentsIn();
    }

    /**
     * Data came that was not taken: the kernel answers data to a socket that nobody holds by a reset.
     *
     * @param then counts from before; null when not known
     */
    Answer gotLateData(TcpInfo then) {
        TcpInfo counts = socket.counts();
        if (wasDisconnected() || counts.dataSegmentsIn() < 0) {
            return Answer.UNKNOWN;
        }
        if (then != null && then.dataSegmentsIn() >= 0) {
            boolean taken = counts.bytesReceived() > then.bytesReceived();
            boolean came = counts.dataSegmentsIn() > then.dataSegmentsIn();
            return came ? taken ? Answer.UNKNOWN : Answer.YES : Answer.NO;
        }
        if (counts.dataSegmentsIn() == 0) {
            return Answer.NO;
        }
        return counts.bytesReceived() == 0 ? Answer.YES : Answer.UNKNOWN;
    }

    /** Bytes of data that its side sent; -1 when not known. */
    long dataSent() {
        TcpInfo counts = socket.counts();
        return wasDisconnected() || counts.bytesSent() < 0 ? -1 : counts.bytesSent() - counts.bytesRetrans();
    }

    /** Bytes of data, and a FIN, that its side took. */
    long received() {
        return socket.counts().bytesReceived();
    }

    /**
     * For how many milliseconds at least nothing had come when our close began, as a reset of ours keeps
     * the time of the last acknowledgement; below 0 when that cannot be told.
     */
    long quietMillis() {
        return socket.counts().lastAckRecv() - millisLate;
    }
}
