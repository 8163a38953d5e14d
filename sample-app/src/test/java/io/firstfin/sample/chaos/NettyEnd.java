package io.firstfin.sample.chaos;

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
import java.util.concurrent.TimeUnit;

/** An endpoint of a Netty channel that reads only when it is asked to. */
final class NettyEnd extends ChannelInboundHandlerAdapter implements End {
    private static final int END = -1;

    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
    private final CountDownLatch active = new CountDownLatch(1);
    private Runnable onActive = () -> {};
    private volatile Channel channel;
    private volatile int localPort;
    private volatile int remotePort;

    void whenActive(Runnable then) {
        onActive = then;
    }

    End awaitActive() throws IOException {
        try {
            if (!active.await(1, TimeUnit.SECONDS)) {
                throw new IOException("never active");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return this;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        localPort = ((InetSocketAddress) channel.localAddress()).getPort();
        remotePort = ((InetSocketAddress) channel.remoteAddress()).getPort();
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
    public void write(int bytes) throws IOException {
        await(channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[bytes])));
    }

    @Override
    public boolean read() throws IOException {
        channel.read();
        try {
            Integer count = received.poll(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            if (count != null && count == END) {
                received.add(END);
                return false;
            }
            return true;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        await(((DuplexChannel) channel).shutdownOutput());
    }

    @Override
    public void shutdownInput() throws IOException {
        await(((DuplexChannel) channel).shutdownInput());
    }

    @Override
    public void linger(int seconds) {
        channel.config().setOption(ChannelOption.SO_LINGER, seconds);
    }

    @Override
    public void close() throws IOException {
        await(channel.close());
    }

    private static void await(ChannelFuture future) throws IOException {
        try {
            future.await(MOMENT_MILLIS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public int localPort() {
        return localPort;
    }

    @Override
    public int remotePort() {
        return remotePort;
    }
}
