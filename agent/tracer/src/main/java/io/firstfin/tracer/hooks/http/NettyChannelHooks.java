package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.Channel.Unsafe;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.netty.channel.unix.UnixChannel;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Netty's channels below whatever protocol they carry. What an idle timer leads to happens inside it, on
 * the event loop; but a close that is asked for there may come later, and with SO_LINGER on another
 * thread: so its reason is kept at the channel.
 */
public final class NettyChannelHooks {

    private static final String IDLE = "IDLE_TIMEOUT|the time of an IdleStateHandler was over";

    public static final Library LIBRARY = Library.of(
                    "Netty channel",
                    new Library.Home("io.netty.channel.AbstractChannel", "io.netty", "netty-transport"),
                    List.of("4.1.", "4.2."),
                    Target.of("io.netty.channel.AbstractChannel$AbstractUnsafe")
                            .hookNamed("close", Closes.class, "io.netty.channel.ChannelPromise"),
                    Target.of("io.netty.channel.DefaultChannelPipeline")
                            .hookNamed("close", AsksForClose.class)
                            .hookNamed("close", AsksForClose.class, "io.netty.channel.ChannelPromise"),
                    Target.of("io.netty.handler.timeout.IdleStateHandler$AbstractIdleTask")
                            .whereDeclared()
                            .explain(IDLE, "run"))
            .relocatable("io.netty");

    private NettyChannelHooks() {}

    /** On another thread than the channel's own, which will close it. */
    static final class AsksForClose {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.FieldValue("channel") Channel channel) {
            Unsafe unsafe = channel.unsafe();
            ReasonBridge.closeHandedOver(
                    channel.isRegistered() && !channel.eventLoop().inEventLoop(),
                    unsafe instanceof NioUnsafe
                            ? ((NioUnsafe) unsafe).ch()
                            : channel instanceof UnixChannel
                                    ? ((UnixChannel) channel).fd().intValue()
                                    : null);
        }
    }

    static final class Closes {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.FieldValue("this$0") AbstractChannel channel) {
            Unsafe unsafe = channel.unsafe();
            ReasonBridge.keepReason(
                    unsafe instanceof NioUnsafe
                            ? ((NioUnsafe) unsafe).ch()
                            : ((UnixChannel) (Object) channel).fd().intValue());
        }
    }
}
