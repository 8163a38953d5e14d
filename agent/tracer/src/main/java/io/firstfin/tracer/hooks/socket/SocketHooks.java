package io.firstfin.tracer.hooks.socket;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.weave.Target;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import net.bytebuddy.asm.Advice;

/**
 * {@code java.net.Socket} and {@code ServerSocket}: both stand on {@code sun.nio.ch.NioSocketImpl},
 * and so do TLS and SOCKS sockets and virtual threads.
 */
public final class SocketHooks {

    public static final Target TARGET = Target.of("sun.nio.ch.NioSocketImpl")
            .hook("connect", Connect.class, SocketAddress.class, int.class)
            .hook("accept", Accept.class, SocketImpl.class)
            .hook("accept", AcceptEnded.class, SocketImpl.class)
            .hook("bind", Bind.class, InetAddress.class, int.class)
            .hook("shutdownOutput", ShutdownOutput.class)
            .hook("shutdownInput", ShutdownInput.class)
            .hook("close", Close.class);

    private SocketHooks() {}

    static final class Connect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd, @Advice.Argument(0) SocketAddress remote) {
            return Bridge.connecting("Socket", fd, remote);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object attempt, @Advice.Thrown Throwable failure) {
            Bridge.connected(attempt, failure == null, failure);
        }
    }

    static final class Accept {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.FieldValue("fd") FileDescriptor listener, @Advice.Argument(0) SocketImpl socket) {
            Bridge.accepted("Socket", listener, socket, null);
        }
    }

    static final class AcceptEnded {
        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.FieldValue("fd") FileDescriptor listener, @Advice.Thrown Throwable failure) {
            Bridge.opened(listener, failure);
        }
    }

    static final class Bind {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd, @Advice.FieldValue("server") boolean server) {
            return Bridge.binding(fd, server);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object bind,
                @Advice.Argument(0) InetAddress local,
                @Advice.Argument(1) int port,
                @Advice.Thrown Throwable failure) {
            Bridge.bound(bind, local, port, failure);
        }
    }

    static final class ShutdownOutput {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("fd") FileDescriptor fd) {
            return Bridge.halfClosing(fd);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object halfClose, @Advice.Thrown Throwable failure) {
            Bridge.halfClosed(halfClose, failure);
        }
    }

    static final class ShutdownInput {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.FieldValue("fd") FileDescriptor fd) {
            Bridge.inputShutDown(fd);
        }
    }

    static final class Close {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(
                @Advice.FieldValue("fd") FileDescriptor fd, @Advice.FieldValue("connectionReset") boolean resetSeen) {
            return Bridge.closing("Socket", fd, resetSeen);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object close) {
            Bridge.closed(close);
        }
    }
}
