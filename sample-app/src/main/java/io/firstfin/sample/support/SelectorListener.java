package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A non-blocking {@link ServerSocketChannel} with a {@link Selector}. */
final class SelectorListener implements Listener {
    private final ServerSocketChannel server;
    private final Selector selector;

    SelectorListener(ServerSocketChannel server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Override
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    @Override
    public Link accept() throws IOException {
        SocketChannel accepted = server.accept();
        while (accepted == null) {
            selector.select();
            selector.selectedKeys().clear();
            accepted = server.accept();
        }
        return SelectorLink.accepted(accepted);
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.close();
    }
}
