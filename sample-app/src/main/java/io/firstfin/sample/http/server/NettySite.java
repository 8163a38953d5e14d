package io.firstfin.sample.http.server;

import io.firstfin.sample.http.server.HttpServerLibrary.Setup;
import io.firstfin.sample.support.Tls;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;

/** The site on Netty's codec; what ends a connection is Netty's own handler for that. */
final class NettySite extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int LONGEST_BODY = 1 << 10;

    static void fill(ChannelPipeline pipeline, Setup setup) {
        if (setup.tls()) {
            SSLEngine engine = Tls.CONTEXT.createSSLEngine();
            engine.setUseClientMode(false);
            pipeline.addLast(new SslHandler(engine));
        }
        pipeline.addLast(
                new IdleStateHandler(0, 0, setup.idleMillis(), TimeUnit.MILLISECONDS),
                new HttpServerCodec(),
                new HttpServerKeepAliveHandler(),
                new HttpObjectAggregator(LONGEST_BODY, true),
                new NettySite());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            answer(context, HttpResponseStatus.BAD_REQUEST, true);
            return;
        }
        Site.enter(request.uri());
        answer(context, HttpResponseStatus.OK, Site.closes(request.uri()));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer(context, HttpResponseStatus.INTERNAL_SERVER_ERROR, true);
    }

    private static void answer(ChannelHandlerContext context, HttpResponseStatus status, boolean closes) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(Site.BODY));
        response.headers().set("Content-Length", Site.BODY.length);
        if (closes) {
            response.headers().set("Connection", "close");
        }
        context.writeAndFlush(response);
    }
}
