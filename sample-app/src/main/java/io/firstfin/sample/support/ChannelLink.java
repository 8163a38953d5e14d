package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A {@link SocketChannel}; blocking, unless {@link SelectorLink} made it otherwise. */
public class ChannelLink implements Link {
    protected final SocketChannel channel;
    private final Role role;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;

    public ChannelLink(Role role, SocketChannel channel) throws IOException {
        this.role = role;
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.remote = (InetSocketAddress) channel.getRemoteAddress();
    }

    @Override
    public final Role role() {
        return role;
    }

    @Override
    public final String api() {
        return "SocketChannel";
    }

    @Override
    public final InetSocketAddress local() {
        return local;
    }

    @Override
    public final InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public int read(byte[] into) throws IOException {
        return channel.read(ByteBuffer.wrap(into));
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void linger(int seconds) throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, seconds);
    }

    @Override
    public int linger() throws IOException {
        return channel.getOption(StandardSocketOptions.SO_LINGER);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
