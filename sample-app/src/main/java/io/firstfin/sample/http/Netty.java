package io.firstfin.sample.http;

import static io.firstfin.sample.http.Verdict.local;
import static io.firstfin.sample.http.Verdict.remote;

import io.firstfin.sample.support.HttpServer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/**
 * Netty 4.1 and 4.2: the codec, with a {@link NettyClient} such as people write. It has no pool, and that
 * an application closes its channel tells nothing: that stays UNKNOWN.
 */
final class Netty implements HttpClientLibrary {

    @Override
    public String name() {
        return "Netty";
    }

    @Override
    public Client open(int responseTimeoutMillis) {
        return new NettyClient(responseTimeoutMillis);
    }

    @Override
    public Ways ways() {
        return Ways.of(this)
                .reported(WayToEnd.KEPT_ALIVE, local("UNKNOWN", 3))
                .reported(WayToEnd.POOL_CLOSED, local("UNKNOWN", 1))
                .with(WayToEnd.IDLE, Netty::idles)
                .with(WayToEnd.BODY_ABANDONED, Netty::closesInTheMiddle, local("UNKNOWN", 1))
                .with(WayToEnd.STALE, Netty::asksWithoutLooking, remote("STALE", 2))
                .with(WayToEnd.CANCELLED, Netty::closesWhileItWaits, local("EXCHANGE_FAILED", 1));
    }

    private static void idles(HttpServer server) throws Exception {
        NettyClient client = new NettyClient(0);
        client.get(server.url());
        client.channel().pipeline().addFirst(new IdleStateHandler(0, 0, 200, TimeUnit.MILLISECONDS));
        client.channel().pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object idle) {
                context.close();
            }
        });
        server.awaitEnds();
    }

    private static void closesInTheMiddle(HttpServer server) throws Exception {
        try (NettyClient client = new NettyClient(0)) {
            client.send(server.url());
            CommonSteps.fails(client.answer()::get);
        }
        server.awaitEnds();
    }

    private static void asksWithoutLooking(HttpServer server) throws Exception {
        try (NettyClient client = new NettyClient(0, true)) {
            client.get(server.url());
            server.awaitCloses(1);
            client.send(server.url());
            CommonSteps.fails(client.answer()::get);
        }
    }

    private static void closesWhileItWaits(HttpServer server) throws Exception {
        try (NettyClient client = new NettyClient(0)) {
            client.send(server.url());
            server.awaitRequests(1);
        }
    }
}
