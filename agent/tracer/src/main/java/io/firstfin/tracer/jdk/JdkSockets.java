package io.firstfin.tracer.jdk;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketImpl;
import java.util.Objects;

/**
 * What the JDK's own native code tells of a descriptor: {@code sun.nio.ch.Net} and the fields around
 * it, reached by method handles. Needs {@code sun.nio.ch}, {@code java.net} and {@code java.io}
 * opened to this class's module.
 *
 * <p>The handles are static and final so that the compiler sees through them: the socket options are
 * asked on application threads, at every connect and close.
 */
public final class JdkSockets {

    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_LINGER = 13;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int BYTE = 0xff;

    private static final MethodHandles.Lookup NET;
    private static final MethodHandle INT_OPTION;
    private static final MethodHandle AVAILABLE;
    private static final MethodHandle POLL;
    private static final MethodHandle LOCAL_ADDRESS;
    private static final MethodHandle REMOTE_ADDRESS;
    private static final VarHandle NUMBER;
    private static final VarHandle SOCKET_FD;
    private static final VarHandle SOCKET_ADDRESS;
    private static final VarHandle SOCKET_PORT;

    static {
        try {
            Class<?> net = Class.forName("sun.nio.ch.Net");
            NET = MethodHandles.privateLookupIn(net, MethodHandles.lookup());
            INT_OPTION = NET.findStatic(
                    net,
                    "getIntOption0",
                    MethodType.methodType(int.class, FileDescriptor.class, boolean.class, int.class, int.class));
            AVAILABLE = NET.findStatic(net, "available", MethodType.methodType(int.class, FileDescriptor.class));
            POLL = NET.findStatic(
                    net, "poll", MethodType.methodType(int.class, FileDescriptor.class, int.class, long.class));
            MethodType address = MethodType.methodType(InetSocketAddress.class, FileDescriptor.class);
            LOCAL_ADDRESS = NET.findStatic(net, "localAddress", address);
            REMOTE_ADDRESS = NET.findStatic(net, "remoteAddress", address);
            NUMBER = MethodHandles.privateLookupIn(FileDescriptor.class, MethodHandles.lookup())
                    .findVarHandle(FileDescriptor.class, "fd", int.class);
            MethodHandles.Lookup socket = MethodHandles.privateLookupIn(SocketImpl.class, MethodHandles.lookup());
            SOCKET_FD = socket.findVarHandle(SocketImpl.class, "fd", FileDescriptor.class);
            SOCKET_ADDRESS = socket.findVarHandle(SocketImpl.class, "address", InetAddress.class);
            SOCKET_PORT = socket.findVarHandle(SocketImpl.class, "port", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private JdkSockets() {}

    /** The descriptor's number; -1 when it is closed or null. */
    public static int number(FileDescriptor fd) {
        return fd == null ? -1 : (int) NUMBER.get(fd);
    }

    /** A descriptor of that number which nobody closes: no Cleaner knows it. */
    public static FileDescriptor descriptor(int number) {
        FileDescriptor fd = new FileDescriptor();
        NUMBER.set(fd, number);
        return fd;
    }

    public static FileDescriptor descriptor(SocketImpl socket) {
        return (FileDescriptor) SOCKET_FD.get(socket);
    }

    /** The address a socket says it is connected to; null when it is not. */
    public static InetAddress remoteAddress(SocketImpl socket) {
        return (InetAddress) SOCKET_ADDRESS.get(socket);
    }

    public static int remotePort(SocketImpl socket) {
        return (int) SOCKET_PORT.get(socket);
    }

    /** SO_LINGER in seconds; -1 is off. */
    public static int soLinger(FileDescriptor fd) throws Throwable {
        return (int) INT_OPTION.invokeExact(given(fd), false, SOL_SOCKET, SO_LINGER);
    }

    public static boolean reuseAddress(FileDescriptor fd) throws Throwable {
        return (int) INT_OPTION.invokeExact(given(fd), false, SOL_SOCKET, SO_REUSEADDR) != 0;
    }

    /**
     * The first four bytes of {@code struct tcp_info} in native order: state, congestion state,
     * retransmits, probes. {@code getIntOption0} asks for four bytes whatever the option.
     */
    public static int tcpInfoHead(FileDescriptor fd) throws Throwable {
        return (int) INT_OPTION.invokeExact(given(fd), false, IPPROTO_TCP, TCP_INFO);
    }

    /** Retransmissions of the oldest segment, or unanswered probes, in the same answer. */
    public static int unanswered(int tcpInfoHead) {
        return tcpInfoHead >>> 16 & BYTE | tcpInfoHead >>> 24;
    }

    /** What is true now of these events, without waiting: {@code poll(2)}. */
    public static int poll(FileDescriptor fd, int events) throws Throwable {
        return (int) POLL.invokeExact(given(fd), events, 0L);
    }

    /** Received bytes that nobody read yet. */
    public static int unreadBytes(FileDescriptor fd) throws Throwable {
        return (int) AVAILABLE.invokeExact(given(fd));
    }

    public static InetSocketAddress localAddress(FileDescriptor fd) throws Throwable {
        return (InetSocketAddress) LOCAL_ADDRESS.invokeExact(given(fd));
    }

    public static InetSocketAddress remoteAddress(FileDescriptor fd) throws Throwable {
        return (InetSocketAddress) REMOTE_ADDRESS.invokeExact(given(fd));
    }

    /** The JDK's native code reads the number out of it unasked: a null would end the JVM. */
    private static FileDescriptor given(FileDescriptor fd) {
        return Objects.requireNonNull(fd, "no descriptor is known");
    }
}
