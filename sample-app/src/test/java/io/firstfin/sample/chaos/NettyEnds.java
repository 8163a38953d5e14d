package io.firstfin.sample.chaos;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Opens endpoints of Netty's native epoll transport, with two event loops for all. */
final class NettyEnds {
    private static final int BACKLOG = 16;
    private static EventLoopGroup loops;
    private static Class<? extends Channel> client;
    private static Class<? extends ServerChannel> server;

    static {
        // else it looks for a network card, and complains that there is none
        System.setProperty("io.netty.machineId", "00:00:00:00:00:00:00:01");
    }

    private NettyEnds() {}

    /** By reflection, since the epoll classes are not there to compile with. */
    private static synchronized EventLoopGroup loops() throws IOException {
        if (loops == null) {
            try {
                client = type("EpollSocketChannel").asSubclass(Channel.class);
                server = type("EpollServerSocketChannel").asSubclass(ServerChannel.class);
                loops = (EventLoopGroup) type("EpollEventLoopGroup")
                        .getConstructor(int.class, ThreadFactory.class)
                        .newInstance(2, (ThreadFactory) NettyEnds::daemon);
            } catch (ReflectiveOperationException | LinkageError e) {
                throw new IOException("no native transport here", e);
            }
        }
        return loops;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "netty");
        thread.setDaemon(true);
        return thread;
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("io.netty.channel.epoll." + name);
    }

    /** Whether the transport is on this class path and works on this machine. */
    static boolean available() {
        try {
            return type("Epoll").getMethod("unavailabilityCause").invoke(null) == null;
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    static End connect(InetSocketAddress to) throws IOException {
        EventLoopGroup group = loops();
        NettyEnd end = new NettyEnd();
        await(new Bootstrap()
                .group(group)
                .channel(client)
                .handler(end)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.AUTO_READ, false)
                .connect(to));
        return end.awaitActive();
    }

    static Doors.Door listen(InetSocketAddress local) throws IOException {
        EventLoopGroup group = loops();
        BlockingQueue<NettyEnd> accepted = new LinkedBlockingQueue<>();
        await(new ServerBootstrap()
                .group(group)
                .channel(server)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        NettyEnd end = new NettyEnd();
                        channel.pipeline().addLast(end);
                        end.whenActive(() -> accepted.add(end));
                    }
                })
                .bind(local));
        return new NettyDoor(accepted);
    }

    private static void await(ChannelFuture future) throws IOException {
        if (!future.awaitUninterruptibly(1, TimeUnit.SECONDS) || future.cause() != null) {
            future.channel().close();
            throw new IOException(future.cause());
        }
    }

    private record NettyDoor(BlockingQueue<NettyEnd> accepted) implements Doors.Door {
        @Override
        public End accept(int patienceMillis) throws IOException {
            try {
                return accepted.poll(patienceMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
