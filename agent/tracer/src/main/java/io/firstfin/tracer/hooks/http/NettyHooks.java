package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import io.netty.channel.Channel.Unsafe;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Netty's HTTP codec, of clients and of servers. It decides nothing: handlers do, by the heads that pass
 * here. Below a channel is a channel of the JDK, or the number of a native transport's descriptor.
 */
public final class NettyHooks {

    private static final String CONTEXT = "io.netty.channel.ChannelHandlerContext";
    private static final String LIST = "java.util.List";

    public static final Library LIBRARY = Library.of(
                    "Netty",
                    new Library.Home("io.netty.handler.codec.http.HttpObjectDecoder", "io.netty", "netty-codec-http"),
                    List.of("4.1.", "4.2."),
                    Target.of("io.netty.handler.codec.http.HttpObjectEncoder")
                            .hookNamed("encode", Sent.class, CONTEXT, "java.lang.Object", LIST)
                            .hookNamed("encode", Replied.class, CONTEXT, "java.lang.Object", LIST),
                    Target.of("io.netty.handler.codec.http.HttpObjectDecoder")
                            .hookNamed("decode", Received.class, CONTEXT, "io.netty.buffer.ByteBuf", LIST)
                            .hookNamed("decode", Asked.class, CONTEXT, "io.netty.buffer.ByteBuf", LIST))
            .relocatable("io.netty");

    private NettyHooks() {}

    static final class Sent {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @LibraryName String name,
                @Advice.Argument(0) ChannelHandlerContext context,
                @Advice.Argument(1) Object message) {
            if (message instanceof HttpRequest) {
                HttpRequest head = (HttpRequest) message;
                Unsafe unsafe = context.channel().unsafe();
                Object socket = unsafe instanceof NioUnsafe
                        ? ((NioUnsafe) unsafe).ch()
                        : ((UnixChannel) context.channel()).fd().intValue();
                HttpBridge.requestSent(
                        name,
                        socket,
                        head.method().name(),
                        head.headers().get("Host"),
                        head.headers().get("Connection"));
            }
        }
    }

    static final class Replied {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) ChannelHandlerContext context, @Advice.Argument(1) Object message) {
            if (message instanceof HttpResponse) {
                HttpHeaders head = ((HttpResponse) message).headers();
                Unsafe unsafe = context.channel().unsafe();
                Object socket = unsafe instanceof NioUnsafe
                        ? ((NioUnsafe) unsafe).ch()
                        : ((UnixChannel) context.channel()).fd().intValue();
                HttpBridge.responseSent(
                        socket,
                        ((HttpResponse) message).status().code(),
                        head.get("Connection"),
                        head.get("Content-Length"),
                        head.get("Transfer-Encoding"));
            }
        }
    }

    /** What this call decoded is all that is in the list, a head before all else. */
    static final class Received {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Argument(0) ChannelHandlerContext context, @Advice.Argument(2) List<?> out) {
            if (!out.isEmpty()
                    && out.get(0) instanceof HttpResponse
                    && ((HttpResponse) out.get(0)).decoderResult().isSuccess()) {
                HttpResponse head = (HttpResponse) out.get(0);
                Unsafe unsafe = context.channel().unsafe();
                Object socket = unsafe instanceof NioUnsafe
                        ? ((NioUnsafe) unsafe).ch()
                        : ((UnixChannel) context.channel()).fd().intValue();
                HttpBridge.responseReceived(
                        socket,
                        head.status().code(),
                        head.protocolVersion().text(),
                        head.headers().get("Connection"),
                        head.headers().get("Content-Length"),
                        head.headers().get("Transfer-Encoding"));
            }
        }
    }

    static final class Asked {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @LibraryName String name,
                @Advice.Argument(0) ChannelHandlerContext context,
                @Advice.Argument(2) List<?> out) {
            if (!out.isEmpty() && out.get(0) instanceof HttpRequest) {
                HttpRequest head = (HttpRequest) out.get(0);
                Unsafe unsafe = context.channel().unsafe();
                Object socket = unsafe instanceof NioUnsafe
                        ? ((NioUnsafe) unsafe).ch()
                        : ((UnixChannel) context.channel()).fd().intValue();
                // a head that could not be read has Netty's own words in it
                boolean read = head.decoderResult().isSuccess();
                HttpBridge.requestReceived(
                        name,
                        socket,
                        read ? head.method().name() : null,
                        read ? head.headers().get("Host") : null,
                        read ? head.protocolVersion().text() : null,
                        read ? head.headers().get("Connection") : null);
            }
        }
    }
}
