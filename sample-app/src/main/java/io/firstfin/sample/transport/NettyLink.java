package io.firstfin.sample.transport;

import io.firstfin.sample.support.Link;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A channel of Netty's, used like a socket that blocks. */
final class NettyLink extends ChannelInboundHandlerAdapter implements Link {
    private static final int END = -1;

    private final Role role;
    private final String api;
    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
    private final CountDownLatch active = new CountDownLatch(1);
    private Runnable onActive = () -> {};
    private Channel channel;
    private InetSocketAddress local;
    private InetSocketAddress remote;

    NettyLink(Role role, String api) {
        this.role = role;
        this.api = api;
    }

    /** Waits for the end of what was asked of Netty; throws what it failed with. */
    static Channel await(ChannelFuture future) throws IOException {
        future.awaitUninterruptibly();
        if (future.cause() != null) {
            throw new IOException(future.cause());
        }
        return future.channel();
    }

    void whenActive(Runnable then) {
        onActive = then;
    }

    Link awaitActive() throws IOException {
        try {
            active.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return this;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        local = (InetSocketAddress) channel.localAddress();
        remote = (InetSocketAddress) channel.remoteAddress();
        active.countDown();
        onActive.run();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        received.add(bytes.readableBytes());
        bytes.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            received.add(END);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        received.add(END);
    }

    /** A reset: the channel closes itself. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
        received.add(END);
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public String api() {
        return api.replace(' ', '+');
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
        await(channel.writeAndFlush(Unpooled.copiedBuffer(bytes)));
    }

    /** Tells how many bytes came; what they were is lost. */
    @Override
    public int read(byte[] into) throws IOException {
        try {
            return received.take();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        await(((DuplexChannel) channel).shutdownOutput());
    }

    @Override
    public void linger(int seconds) {
        channel.config().setOption(ChannelOption.SO_LINGER, seconds);
    }

    @Override
    public int linger() {
        return channel.isOpen() ? channel.config().getOption(ChannelOption.SO_LINGER) : -1;
    }

    @Override
    public void close() throws IOException {
        await(channel.close());
    }
}
