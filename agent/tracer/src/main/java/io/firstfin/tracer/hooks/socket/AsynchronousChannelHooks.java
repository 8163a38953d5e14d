package io.firstfin.tracer.hooks.socket;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.weave.Target;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.CompletionHandler;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * {@code AsynchronousSocketChannel} and its server. A connect is established in {@code
 * setConnected}, at once or later on a pool thread; one that fails is closed inside {@code
 * finishConnect} or {@code implConnect}.
 */
public final class AsynchronousChannelHooks {

    public static final Target CHANNEL = Target.of("sun.nio.ch.UnixAsynchronousSocketChannelImpl")
            .hook("implConnect", Connect.class, SocketAddress.class, Object.class, CompletionHandler.class)
            .hook("setConnected", Established.class)
            .hook("finishConnect", FinishConnect.class, boolean.class)
            .hook("implClose", Close.class);

    public static final Target CHANNEL_BASE = Target.of("sun.nio.ch.AsynchronousSocketChannelImpl")
            .hook("bind", SocketChannelHooks.Bind.class, SocketAddress.class)
            .hook("shutdownInput", SocketHooks.ShutdownInput.class)
            .hook("shutdownOutput", SocketHooks.ShutdownOutput.class);

    public static final Target SERVER = Target.of("sun.nio.ch.UnixAsynchronousServerSocketChannelImpl")
            .hookAnyArguments("finishAccept", Accept.class);

    public static final Target SERVER_BASE = Target.of("sun.nio.ch.AsynchronousServerSocketChannelImpl")
            .hook("bind", ServerSocketChannelHooks.Bind.class, SocketAddress.class, int.class);

    /** Where the JDK words a failed connect before it closes the channel: 17 and later, 24 and later. */
    public static final List<Target> FAILURES = List.of(
            Target.of("sun.net.util.SocketExceptions")
                    .whereDeclared()
                    .hook("of", Failure.class, IOException.class, SocketAddress.class),
            Target.of("jdk.internal.util.Exceptions")
                    .whereDeclared()
                    .hook("ioException", Failure.class, IOException.class, SocketAddress.class));

    private AsynchronousChannelHooks() {}

    static final class Connect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd, @Advice.Argument(0) SocketAddress remote) {
            return Bridge.connecting("AsynchronousSocketChannel", fd, remote);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object attempt, @Advice.Thrown Throwable failure) {
            Bridge.connected(attempt, false, failure);
        }
    }

    static final class Established {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd) {
            return Bridge.finishing(fd);
        }

        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Enter Object attempt) {
            Bridge.connected(attempt, true, null);
        }
    }

    static final class FinishConnect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd) {
            return Bridge.finishing(fd);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object attempt, @Advice.Thrown Throwable failure) {
            Bridge.connected(attempt, false, failure);
        }
    }

    static final class Failure {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) IOException failure) {
            Bridge.failing(failure);
        }
    }

    static final class Accept {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.FieldValue("fd") FileDescriptor listener,
                @Advice.Argument(0) FileDescriptor fd,
                @Advice.Argument(1) InetSocketAddress remote) {
            Bridge.accepted("AsynchronousSocketChannel", listener, fd, remote);
        }
    }

    static final class Close {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd) {
            return Bridge.closing("AsynchronousSocketChannel", fd, false);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object close) {
            Bridge.closed(close);
        }
    }
}
