package io.firstfin.tracer.verdict;

import io.firstfin.kernel.TcpState;

/** Says in words what was seen of a close; what is not said is what most closes show. */
public final class ACloseThat {

    private TcpState beforeHalfClose;
    private TcpState afterHalfClose;
    private TcpState atClose;
    private TcpState atRelease;
    private boolean nothingSent;
    private boolean finAlone;
    private boolean released = true;
    private int unreadBytes;
    private int soLinger = -1;
    private boolean resetSeen;
    private boolean peerFin;
    private int unanswered;
    private boolean byCleaner;

    private ACloseThat(TcpState atClose) {
        this.atClose = atClose;
    }

    public static ACloseThat meets(TcpState atClose) {
        return new ACloseThat(atClose);
    }

    /** The look on the descriptor before it goes. */
    public ACloseThat leaves(TcpState state) {
        atRelease = state;
        return this;
    }

    /** One segment without data left meanwhile, and nothing came. */
    public ACloseThat getsNoFinForItsOwn() {
        finAlone = true;
        return this;
    }

    public ACloseThat followsAHalfClose(TcpState before, TcpState after) {
        beforeHalfClose = before;
        afterHalfClose = after;
        return this;
    }

    /** The descriptor is held for a while; what the close sends is sent. */
    public ACloseThat waitsForTheSelector() {
        released = false;
        return this;
    }

    /** Close returned, and nothing of ours had gone out. */
    public ACloseThat isPutOff() {
        nothingSent = true;
        return this;
    }

    public ACloseThat findsUnread(int bytes) {
        unreadBytes = bytes;
        return this;
    }

    public ACloseThat lingers(int seconds) {
        soLinger = seconds;
        return this;
    }

    public ACloseThat comesAfterEconnreset() {
        resetSeen = true;
        return this;
    }

    public ACloseThat comesAfterTheFinOfThePeer() {
        peerFin = true;
        return this;
    }

    public ACloseThat findsUnanswered(int segments) {
        unanswered = segments;
        return this;
    }

    public ACloseThat isTheCleaners() {
        byCleaner = true;
        return this;
    }

    public CloseFacts facts() {
        return new CloseFacts(
                beforeHalfClose,
                afterHalfClose,
                atClose,
                peerFin,
                atRelease,
                nothingSent,
                finAlone,
                released,
                unreadBytes,
                soLinger,
                resetSeen,
                unanswered,
                false,
                byCleaner);
    }
}
