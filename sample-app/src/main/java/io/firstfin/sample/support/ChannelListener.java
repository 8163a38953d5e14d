package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** A blocking {@link ServerSocketChannel}. */
final class ChannelListener implements Listener {
    private final ServerSocketChannel server;

    ChannelListener(ServerSocketChannel server) {
        this.server = server;
    }

    @Override
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    @Override
    public Link accept() throws IOException {
        return new ChannelLink(Link.Role.SERVER, server.accept());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
