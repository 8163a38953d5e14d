package io.firstfin.sample.transport;

import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.support.Pair;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Connects and listens through one transport, with one event loop. */
public final class NettyNetwork {
    static {
        // else it looks for a network card, and complains that there is none
        System.setProperty("io.netty.machineId", "00:00:00:00:00:00:00:01");
    }

    private final Transport transport;
    private final EventLoopGroup loop;
    private final Class<? extends Channel> client;
    private final Class<? extends ServerChannel> server;

    /** By reflection, since one version of Netty compiles this and several play it. */
    public NettyNetwork(Transport transport) throws ReflectiveOperationException {
        this.transport = transport;
        this.client = transport.type("SocketChannel").asSubclass(Channel.class);
        this.server = transport.type("ServerSocketChannel").asSubclass(ServerChannel.class);
        this.loop = transport == Transport.EPOLL
                ? (EventLoopGroup) transport
                        .type("EventLoopGroup")
                        .getConstructor(int.class)
                        .newInstance(1)
                : ringLoop(transport);
    }

    private static EventLoopGroup ringLoop(Transport transport) throws ReflectiveOperationException {
        Class<?> factory = Class.forName("io.netty.channel.IoHandlerFactory");
        Object ring = transport.type("IoHandler").getMethod("newFactory").invoke(null);
        return (EventLoopGroup) Class.forName("io.netty.channel.MultiThreadIoEventLoopGroup")
                .getConstructor(int.class, factory)
                .newInstance(1, ring);
    }

    /** @param closesItself whether a channel closes as soon as the peer has, as Netty does by default */
    public Pair open(boolean closesItself) throws IOException {
        NettyListener listener = listen(closesItself);
        Link client = connect(listener.address(), closesItself);
        return new Pair(listener, client, listener.accept());
    }

    /** Throws what Netty throws, with nothing left open. */
    public Link connect(InetSocketAddress address, boolean closesItself) throws IOException {
        NettyLink link = new NettyLink(Link.Role.CLIENT, transport.api());
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(client)
                .handler(link)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, !closesItself);
        NettyLink.await(bootstrap.connect(address));
        return link.awaitActive();
    }

    public NettyListener listen(boolean closesItself) throws IOException {
        BlockingQueue<NettyLink> accepted = new LinkedBlockingQueue<>();
        Channel channel = NettyLink.await(new ServerBootstrap()
                .group(loop)
                .channel(server)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, !closesItself)
                .childHandler(new NettyAcceptor(transport.api(), accepted))
                .bind("127.0.0.1", 0));
        return new NettyListener(channel, accepted);
    }

    /** Ends the event loop, and waits for that. */
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** A listening channel, and what it has accepted. */
    record NettyListener(Channel channel, BlockingQueue<NettyLink> accepted) implements Listener {

        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) channel.localAddress();
        }

        @Override
        public Link accept() throws IOException {
            try {
                return accepted.take();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            NettyLink.await(channel.close());
        }
    }
}
