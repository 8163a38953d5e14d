package io.firstfin.tracer.connection;

import io.firstfin.tracer.reason.CloseReason;
import io.firstfin.tracer.reason.Reason;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;

/**
 * Where a socket of the JDK was asked to connect to. If it connects elsewhere, that is a SOCKS proxy, which it then asks
 * on the same thread. Written by that thread; read by the one that closes.
 */
public final class SocksRequest {

    /** The JDK has no class of its own for what a proxy answers; its messages name the protocol. */
    private static final String SOCKS = "SOCKS";

    private final InetSocketAddress target;
    /** Null once the call has returned, for a connection may outlive its thread. */
    private volatile Thread thread = Thread.currentThread();

    private volatile boolean proxied;
    private volatile CloseReason failure;

    public SocksRequest(InetSocketAddress target) {
        this.target = target;
    }

    /** The socket connects to that address: the same object where there is no proxy. */
    public void connectsTo(SocketAddress remote) {
        proxied = remote != target;
    }

    /** The call returned, with a failure or null. */
    public void ended(Throwable thrown) {
        String message = thrown == null ? null : thrown.getMessage();
        if (thrown instanceof SocketTimeoutException) {
            failure = new CloseReason(Reason.EXCHANGE_FAILED, "the SOCKS proxy did not answer in time");
        } else if (message != null && message.startsWith(SOCKS)) {
            failure = new CloseReason(Reason.PROXY_REFUSED, message);
        }
        thread = null;
    }

    /** Host and port behind the proxy; null where there is no proxy. */
    public String proxyTarget() {
        return proxied ? target.getHostString() + ":" + target.getPort() : null;
    }

    /** Why this thread closes the socket, as far as the proxy's answer explains it; null for nothing. */
    public CloseReason whyClosed() {
        // inside the call the JDK closes only for an answer that refuses
        return proxied && Thread.currentThread() == thread
                ? new CloseReason(Reason.PROXY_REFUSED, "the SOCKS proxy answered that it does not connect")
                : failure;
    }
}
