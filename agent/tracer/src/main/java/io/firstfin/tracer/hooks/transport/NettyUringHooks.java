package io.firstfin.tracer.hooks.transport;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.bootstrap.NativeBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import io.netty.channel.unix.UnixChannel;
import java.net.SocketAddress;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Netty's io_uring, where it differs from epoll: connect, accept and close are entries in a queue that
 * the kernel takes up when the event loop has come round. A close is told when it is queued, before its
 * FIN: all that can be seen of the connection's end is seen by then.
 */
public final class NettyUringHooks {

    private static final String CHANNEL = "io.netty.channel.uring.AbstractIoUringChannel";
    private static final String PROMISE = "io.netty.channel.ChannelPromise";

    public static final Library LIBRARY = Library.of(
                    "Netty io_uring",
                    new Library.Home("io.netty.channel.uring.IoUring", "io.netty", "netty-transport-classes-io_uring"),
                    List.of("4.2."),
                    Target.of(CHANNEL)
                            .hookNamed("doBind", NettyNativeHooks.Bind.class, "java.net.SocketAddress")
                            .hookNamed("submitConnect", Connect.class, "java.net.InetSocketAddress")
                            .hookNamed("doClose", Close.class),
                    Target.of(CHANNEL + "$AbstractUringUnsafe")
                            .hookNamed("fulfillConnectPromise", Connected.class, PROMISE, "boolean")
                            .hookNamed("fulfillConnectPromise", NotConnected.class, PROMISE, "java.lang.Throwable"),
                    Target.of("io.netty.channel.uring.IoUringServerSocketChannel")
                            .hookNamed("newChildChannel", Accept.class, "int", "java.nio.ByteBuffer"))
            .relocatable("io.netty");

    private NettyUringHooks() {}

    static final class Connect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This UnixChannel channel, @Advice.Argument(0) SocketAddress remote) {
            return NativeBridge.connecting(channel, channel.fd().intValue(), remote);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object attempt, @Advice.Thrown Throwable failure) {
            Bridge.connected(attempt, false, failure);
        }
    }

    /**
     * Told before its listeners hear of it, who may close it at once. What the kernel left pending is told
     * already, by Socket.finishConnect.
     */
    static final class Connected {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.FieldValue("this$0") Object channel) {
            NativeBridge.connected(((UnixChannel) channel).fd().intValue(), null);
        }
    }

    static final class NotConnected {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.FieldValue("this$0") Object channel, @Advice.Argument(1) Throwable failure) {
            NativeBridge.connected(((UnixChannel) channel).fd().intValue(), failure);
        }
    }

    static final class Accept {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.This UnixChannel channel, @Advice.Argument(0) int accepted) {
            NativeBridge.accepted(channel, channel.fd().intValue(), accepted, null);
        }
    }

    /** One that was never registered is closed by a system call: that is told like epoll's. */
    static final class Close {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This UnixChannel channel, @Advice.FieldValue("registration") Object registration) {
            boolean queued = registration != null && channel.fd().isOpen();
            return NativeBridge.closing(channel, channel.fd().intValue(), queued);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object close) {
            Bridge.closed(close);
        }
    }
}
