package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;

/** An {@link AsynchronousServerSocketChannel}. */
final class AsyncListener implements Listener {
    private final AsynchronousServerSocketChannel server;

    AsyncListener(AsynchronousServerSocketChannel server) {
        this.server = server;
    }

    @Override
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    @Override
    public Link accept() throws IOException {
        return new AsyncLink(Link.Role.SERVER, Async.get(server.accept()));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
