package io.firstfin.tracer.hooks.socket;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.weave.Target;
import java.io.FileDescriptor;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;

/** {@code SocketChannel}, blocking, non-blocking with a Selector, and through its socket adaptor. */
public final class SocketChannelHooks {

    public static final Target TARGET = Target.of("sun.nio.ch.SocketChannelImpl")
            .hook("connect", Connect.class, SocketAddress.class)
            .hook("blockingConnect", BlockingConnect.class, SocketAddress.class, long.class)
            .hook("finishConnect", FinishConnect.class)
            .hook("bind", Bind.class, SocketAddress.class)
            .hook("shutdownOutput", SocketHooks.ShutdownOutput.class)
            .hook("shutdownInput", SocketHooks.ShutdownInput.class)
            .hook("implCloseSelectableChannel", Close.class);

    private SocketChannelHooks() {}

    static final class Connect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd, @Advice.Argument(0) SocketAddress remote) {
            return Bridge.connecting("SocketChannel", fd, remote);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object attempt, @Advice.Return boolean established, @Advice.Thrown Throwable failure) {
            Bridge.connected(attempt, established, failure);
        }
    }

    /** What {@code channel.socket().connect(remote, timeout)} calls. */
    static final class BlockingConnect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd, @Advice.Argument(0) SocketAddress remote) {
            return Bridge.connecting("SocketChannel", fd, remote);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object attempt, @Advice.Thrown Throwable failure) {
            Bridge.connected(attempt, failure == null, failure);
        }
    }

    static final class FinishConnect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd) {
            return Bridge.finishing(fd);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object attempt, @Advice.Return boolean established, @Advice.Thrown Throwable failure) {
            Bridge.connected(attempt, established, failure);
        }
    }

    static final class Bind {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd) {
            return Bridge.binding(fd, false);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object bind, @Advice.Argument(0) SocketAddress local, @Advice.Thrown Throwable failure) {
            Bridge.bound(bind, local, 0, failure);
        }
    }

    static final class Close {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(
                @Advice.FieldValue("fd") FileDescriptor fd, @Advice.FieldValue("connectionReset") boolean resetSeen) {
            return Bridge.closing("SocketChannel", fd, resetSeen);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object close) {
            Bridge.closed(close);
        }
    }
}
