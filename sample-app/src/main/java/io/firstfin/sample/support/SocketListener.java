package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A {@link ServerSocket}, plain or of TLS. */
final class SocketListener implements Listener {
    private final ServerSocket server;

    SocketListener(ServerSocket server) {
        this.server = server;
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public Link accept() throws IOException {
        return new SocketLink(Link.Role.SERVER, server.accept());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
