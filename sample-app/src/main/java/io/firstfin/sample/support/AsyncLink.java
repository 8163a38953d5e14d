package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;

/** An {@link AsynchronousSocketChannel}. It offers no SO_LINGER. */
public final class AsyncLink implements Link {
    private final Role role;
    private final AsynchronousSocketChannel channel;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;

    public AsyncLink(Role role, AsynchronousSocketChannel channel) throws IOException {
        this.role = role;
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.remote = (InetSocketAddress) channel.getRemoteAddress();
    }

    static AsyncLink connect(InetSocketAddress address) throws IOException {
        AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
        try {
            Async.get(channel.connect(address));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new AsyncLink(Role.CLIENT, channel);
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public String api() {
        return "AsynchronousSocketChannel";
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            Async.get(channel.write(buffer));
        }
    }

    @Override
    public int read(byte[] into) throws IOException {
        return Async.get(channel.read(ByteBuffer.wrap(into)));
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void linger(int seconds) {
        throw new UnsupportedOperationException("AsynchronousSocketChannel has no SO_LINGER");
    }

    @Override
    public int linger() {
        return -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
