package io.firstfin.tracer.hooks.transport;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.bootstrap.NativeBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.net.SocketAddress;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Netty's epoll and, on the same classes, {@link NettyUringHooks its io_uring}. eventfds and timers are
 * FileDescriptors too, and sockets need not be of TCP: the other end of the bridge turns them away.
 */
public final class NettyNativeHooks {

    public static final Library LIBRARY = Library.of(
                    "Netty native transport",
                    new Library.Home("io.netty.channel.unix.Socket", "io.netty", "netty-transport-native-unix-common"),
                    List.of("4.1.", "4.2."),
                    Target.of("io.netty.channel.unix.Socket")
                            .hookNamed("newSocketStream0", Created.class, "boolean")
                            .hookNamed("setSoLinger", OptionSet.class, "int")
                            .hookNamed("setReuseAddress", OptionSet.class, "boolean")
                            .hookNamed("connect", Connect.class, "java.net.SocketAddress")
                            .hookNamed("finishConnect", FinishConnect.class)
                            .hookNamed("accept", Accept.class, "[B")
                            .hookNamed("shutdown", Shutdown.class, "boolean", "boolean"),
                    Target.of("io.netty.channel.unix.FileDescriptor").hookNamed("close", Close.class),
                    Target.of("io.netty.channel.epoll.AbstractEpollChannel")
                            .whereDeclared()
                            .hookNamed("doBind", Bind.class, "java.net.SocketAddress"))
            .relocatable("io.netty");

    private NettyNativeHooks() {}

    static final class Created {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Return int number) {
            NativeBridge.created(number);
        }
    }

    static final class OptionSet {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Socket socket) {
            NativeBridge.optionSet(socket.intValue());
        }
    }

    static final class Connect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This Socket socket, @Advice.Argument(0) SocketAddress remote) {
            return NativeBridge.connecting(socket, socket.intValue(), remote);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object attempt, @Advice.Return boolean established, @Advice.Thrown Throwable failure) {
            Bridge.connected(attempt, established, failure);
        }
    }

    static final class FinishConnect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This Socket socket) {
            return NativeBridge.finishing(socket.intValue());
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object attempt, @Advice.Return boolean established, @Advice.Thrown Throwable failure) {
            Bridge.connected(attempt, established, failure);
        }
    }

    static final class Accept {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Socket socket, @Advice.Argument(0) byte[] peer, @Advice.Return int accepted) {
            NativeBridge.accepted(socket, socket.intValue(), accepted, peer);
        }
    }

    static final class Shutdown {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(
                @Advice.This Socket socket, @Advice.Argument(0) boolean input, @Advice.Argument(1) boolean output) {
            boolean open = socket.isOpen();
            return NativeBridge.shuttingDown(socket.intValue(), input & open, output & open);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object halfClose, @Advice.Thrown Throwable failure) {
            Bridge.halfClosed(halfClose, failure);
        }
    }

    static final class Close {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This FileDescriptor descriptor) {
            return NativeBridge.closing(descriptor, descriptor.intValue(), descriptor.isOpen());
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object close) {
            Bridge.closed(close);
        }
    }

    /** Of channels of both transports. */
    static final class Bind {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This UnixChannel channel) {
            return NativeBridge.binding(channel.fd().intValue(), channel instanceof ServerChannel);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object bind, @Advice.Argument(0) SocketAddress local, @Advice.Thrown Throwable failure) {
            Bridge.bound(bind, local, 0, failure);
        }
    }
}
