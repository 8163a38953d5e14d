package io.firstfin.sample.http.server;

import static io.firstfin.sample.http.Verdict.local;

import io.firstfin.sample.support.Api;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;

/**
 * Netty 4.1 and 4.2: the codec, with a {@link NettySite} such as people write. It counts no requests, and
 * that an application closes its channels tells nothing: that stays UNKNOWN.
 */
final class NettyServer implements HttpServerLibrary {
    static {
        // else it looks for a network card, and complains that there is none
        System.setProperty("io.netty.machineId", "00:00:00:00:00:00:00:01");
    }

    private static final EventLoopGroup LOOP = new NioEventLoopGroup(1, new DefaultThreadFactory("netty", true));

    @Override
    public String name() {
        return "Netty";
    }

    @Override
    public Running start(Setup setup) throws Exception {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        Channel listener = new ServerBootstrap()
                .group(LOOP)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        connections.add(made);
                        NettySite.fill(made.pipeline(), setup);
                    }
                })
                .bind(Api.loopback())
                .sync()
                .channel();
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        return new Running() {
            @Override
            public InetSocketAddress address() {
                return address;
            }

            @Override
            public void close() throws Exception {
                listener.close().sync();
                connections.close().sync();
            }
        };
    }

    @Override
    public ServerWays ways() {
        return ServerWays.all()
                .without(ServerWay.MAX_REQUESTS)
                // it reads on to the body's end, however long
                .without(ServerWay.BODY_UNREAD)
                // whatever is in a head is the application's to it
                .reported(ServerWay.APPLICATION, local("RESPONSE_SAID_CLOSE", 2))
                .reported(ServerWay.TLS, local("RESPONSE_SAID_CLOSE", 1))
                .reported(ServerWay.STOPPED, local("UNKNOWN", 1));
    }
}
