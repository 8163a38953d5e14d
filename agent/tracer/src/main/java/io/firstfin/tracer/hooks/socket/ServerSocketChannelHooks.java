package io.firstfin.tracer.hooks.socket;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.weave.Target;
import java.io.FileDescriptor;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;

/** {@code ServerSocketChannel}: {@code finishAccept} ends every kind of its accepts that got a connection. */
public final class ServerSocketChannelHooks {

    public static final Target TARGET = Target.of("sun.nio.ch.ServerSocketChannelImpl")
            .hook("finishAccept", Accept.class, FileDescriptor.class, SocketAddress.class)
            .hook("accept", SocketHooks.AcceptEnded.class)
            .hook("blockingAccept", SocketHooks.AcceptEnded.class, long.class)
            .hook("bind", Bind.class, SocketAddress.class, int.class);

    private ServerSocketChannelHooks() {}

    static final class Accept {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.FieldValue("fd") FileDescriptor listener,
                @Advice.Argument(0) FileDescriptor fd,
                @Advice.Argument(1) SocketAddress remote) {
            Bridge.accepted("SocketChannel", listener, fd, remote);
        }
    }

    static final class Bind {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd) {
            return Bridge.binding(fd, true);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object bind, @Advice.Argument(0) SocketAddress local, @Advice.Thrown Throwable failure) {
            Bridge.bound(bind, local, 0, failure);
        }
    }
}
