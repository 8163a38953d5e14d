package io.firstfin.sample.http;

import io.firstfin.sample.support.Tls;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;

/** What people write on Netty's codec: one channel, which closes itself when a head says so. */
final class NettyClient implements HttpClientLibrary.Client {
    private static final int LONGEST_BODY = 1 << 10;
    private static final String TIMEOUT = "timeout";

    static {
        // else it looks for a network card, and complains that there is none
        System.setProperty("io.netty.machineId", "00:00:00:00:00:00:00:01");
    }

    private static final EventLoopGroup LOOP = new NioEventLoopGroup(1, new DefaultThreadFactory("netty", true));

    private final int timeoutMillis;
    private final boolean readsAnswersOnly;
    private Channel channel;
    private CompletableFuture<Void> answer;
    private boolean closesAfterwards;

    NettyClient(int timeoutMillis) {
        this(timeoutMillis, false);
    }

    /** @param readsAnswersOnly whether nothing is read between an answer and the next request */
    NettyClient(int timeoutMillis, boolean readsAnswersOnly) {
        this.timeoutMillis = timeoutMillis;
        this.readsAnswersOnly = readsAnswersOnly;
    }

    @Override
    public void get(String url, String... headers) throws Exception {
        send(url, headers);
        answer.get();
        if (!closesAfterwards) {
            // there, since a channel that closes at this moment takes its handlers out as well
            channel.eventLoop().submit(this::endTimeout).get();
        }
    }

    private void endTimeout() {
        if (channel.pipeline().get(TIMEOUT) != null) {
            channel.pipeline().remove(TIMEOUT);
        }
    }

    /** Does not wait for the answer. */
    void send(String url, String... headers) throws Exception {
        URI uri = URI.create(url);
        if (channel == null) {
            channel = connect(uri);
        }
        HttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri.getPath());
        request.headers().set("Host", uri.getAuthority());
        for (int i = 0; i < headers.length; i += 2) {
            request.headers().set(headers[i], headers[i + 1]);
        }
        closesAfterwards = !HttpUtil.isKeepAlive(request);
        answer = new CompletableFuture<>();
        if (timeoutMillis > 0) {
            channel.pipeline().addFirst(TIMEOUT, new ReadTimeoutHandler(timeoutMillis, TimeUnit.MILLISECONDS));
        }
        boolean paused = !channel.config().isAutoRead();
        channel.writeAndFlush(request).sync();
        if (paused) {
            channel.config().setAutoRead(true);
        }
    }

    Channel channel() {
        return channel;
    }

    /** Fails when the channel is closed without an answer. */
    CompletableFuture<Void> answer() {
        return answer;
    }

    @Override
    public void close() throws Exception {
        if (channel != null) {
            channel.close().sync();
        }
    }

    private Channel connect(URI uri) throws Exception {
        return new Bootstrap()
                .group(LOOP)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        fill(made.pipeline(), uri.getScheme().equals("https"));
                    }
                })
                .connect(uri.getHost(), uri.getPort())
                .sync()
                .channel();
    }

    private void fill(ChannelPipeline pipeline, boolean tls) {
        if (tls) {
            SSLEngine engine = Tls.CONTEXT.createSSLEngine();
            engine.setUseClientMode(true);
            pipeline.addLast(new SslHandler(engine));
        }
        pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(LONGEST_BODY),
                new SimpleChannelInboundHandler<FullHttpResponse>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
                        closesAfterwards |= !HttpUtil.isKeepAlive(response);
                        if (closesAfterwards) {
                            context.close();
                        }
                        context.channel().config().setAutoRead(!readsAnswersOnly);
                        answer.complete(null);
                    }

                    @Override
                    public void channelInactive(ChannelHandlerContext context) {
                        fail(new IllegalStateException("closed"));
                    }

                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                        fail(cause);
                        context.close();
                    }
                });
    }

    private void fail(Throwable cause) {
        if (answer != null) {
            answer.completeExceptionally(cause);
        }
    }
}
