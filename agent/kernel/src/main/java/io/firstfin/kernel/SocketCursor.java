package io.firstfin.kernel;

/**
 * The socket that {@link SocketTable#visit} shows at this moment, as numbers: no object is made of a socket that nobody
 * keeps. It is valid only while the visitor runs, because the same cursor then shows the next socket. {@link #toRow}
 * makes a copy to keep. {@link SocketRow} explains each value, {@link EndpointBits} the form of the addresses.
 */
public final class SocketCursor {
    private TcpState state;
    private long localHigh;
    private long localLow;
    private int localPort;
    private long remoteHigh;
    private long remoteLow;
    private int remotePort;
    private long cookie;
    private int timer;
    private long expiresMillis;
    private long inode;
    private int uid;
    private long receiveQueue;
    private long sendQueue;

    /** Shows the socket of that row. */
    public void show(SocketRow row) {
        Endpoints ends = row.endpoints();
        setLocal(EndpointBits.high(ends.local()), EndpointBits.low(ends.local()), ends.localPort());
        setRemote(EndpointBits.high(ends.remote()), EndpointBits.low(ends.remote()), ends.remotePort());
        setState(row.state(), row.timer(), row.expiresMillis());
        setSocket(row.cookie(), row.inode(), row.uid());
        setQueues(row.receiveQueue(), row.sendQueue());
    }

    public void setLocal(long high, long low, int port) {
        localHigh = high;
        localLow = low;
        localPort = port;
    }

    public void setRemote(long high, long low, int port) {
        remoteHigh = high;
        remoteLow = low;
        remotePort = port;
    }

    public void setState(TcpState newState, int newTimer, long newExpiresMillis) {
        state = newState;
        timer = newTimer;
        expiresMillis = newExpiresMillis;
    }

    public void setSocket(long newCookie, long newInode, int newUid) {
        cookie = newCookie;
        inode = newInode;
        uid = newUid;
    }

    public void setQueues(long receive, long send) {
        receiveQueue = receive;
        sendQueue = send;
    }

    public TcpState state() {
        return state;
    }

    public long localHigh() {
        return localHigh;
    }

    public long localLow() {
        return localLow;
    }

    public int localPort() {
        return localPort;
    }

    public long remoteHigh() {
        return remoteHigh;
    }

    public long remoteLow() {
        return remoteLow;
    }

    public int remotePort() {
        return remotePort;
    }

    public long cookie() {
        return cookie;
    }

    public long expiresMillis() {
        return expiresMillis;
    }

    public long inode() {
        return inode;
    }

    /** As {@link SocketRow#isSuccessor}. */
    public boolean isSuccessor() {
        return timer == SocketRow.TIMER_TIME_WAIT;
    }

    /** {@link EndpointBits#hash} of both ends. */
    public long endpointsHash() {
        return EndpointBits.hash(localHigh, localLow, localPort, remoteHigh, remoteLow, remotePort);
    }

    /** Whether these are its ends. */
    public boolean isOf(Endpoints ends) {
        return localPort == ends.localPort()
                && remotePort == ends.remotePort()
                && localLow == EndpointBits.low(ends.local())
                && remoteLow == EndpointBits.low(ends.remote())
                && localHigh == EndpointBits.high(ends.local())
                && remoteHigh == EndpointBits.high(ends.remote());
    }

    /** Its ends as objects, made anew by each call. */
    public Endpoints endpoints() {
        return new Endpoints(
                EndpointBits.address(localHigh, localLow), localPort,
                EndpointBits.address(remoteHigh, remoteLow), remotePort);
    }

    /** A copy to keep. */
    public SocketRow toRow() {
        return new SocketRow(state, endpoints(), cookie, timer, expiresMillis, inode, uid, receiveQueue, sendQueue);
    }
}
