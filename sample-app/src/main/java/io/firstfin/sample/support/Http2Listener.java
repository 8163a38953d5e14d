package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * TLS that agrees on nothing but HTTP/2. Its links close without a last word of TLS: what came after a
 * client has closed would be answered by a RST, and no TIME_WAIT would be left to look at.
 */
final class Http2Listener implements Listener {
    private final ServerSocket server;

    private Http2Listener(ServerSocket server) {
        this.server = server;
    }

    /** Listens on a free port of the loopback address. */
    static Http2Listener listen() throws IOException {
        return new Http2Listener(new ServerSocket(0, 50, Api.loopback().getAddress()));
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public Link accept() throws IOException {
        Socket below = server.accept();
        SSLSocket tls = (SSLSocket) Tls.CONTEXT.getSocketFactory().createSocket(below, null, false);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        tls.setSSLParameters(parameters);
        return new SocketLink(Link.Role.SERVER, tls) {
            @Override
            public void close() throws IOException {
                below.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
