package io.firstfin.tracer.jdk;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.Socket;
import java.net.SocketImpl;
import java.nio.channels.AsynchronousSocketChannel;

/** Finds the descriptor below the sockets that libraries hold. */
public final class JdkDescriptors {

    private static final VarHandle IMPL;
    private static final VarHandle DELEGATE;
    private static final VarHandle LAYERED_ON;
    private static final Class<?> DELEGATING;
    private static final Class<?> TLS;
    private static final VarHandle SERVER_SOCKET;
    private static final Class<?> NETWORK_CLIENT;
    private static final Class<?> CHANNEL;
    private static final MethodHandle CHANNEL_FD;

    static {
        try {
            IMPL = field(Socket.class, "impl", SocketImpl.class);
            DELEGATING = Class.forName("java.net.DelegatingSocketImpl");
            DELEGATE = field(DELEGATING, "delegate", SocketImpl.class);
            TLS = Class.forName("sun.security.ssl.BaseSSLSocketImpl");
            LAYERED_ON = field(TLS, "self", Socket.class);
            NETWORK_CLIENT = Class.forName("sun.net.NetworkClient");
            CHANNEL = Class.forName("sun.nio.ch.SelChImpl");
            CHANNEL_FD = MethodHandles.privateLookupIn(CHANNEL, JdkLookup.open())
                    .findVirtual(CHANNEL, "getFD", MethodType.methodType(FileDescriptor.class))
                    .asType(MethodType.methodType(FileDescriptor.class, Object.class));
            SERVER_SOCKET = field(NETWORK_CLIENT, "serverSocket", Socket.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private JdkDescriptors() {}

    /**
     * @param holder a Socket, plain or of the JDK's TLS, a channel, the HTTP client of
     *     HttpURLConnection, an exchange of the JDK's HTTP server, or a connection of java.net.http
     * @return null for anything else
     */
    public static FileDescriptor of(Object holder) {
        if (CHANNEL.isInstance(holder)) {
            return ofChannel(holder);
        }
        if (holder instanceof AsynchronousSocketChannel) {
            return Asynchronous.descriptor(holder);
        }
        if (NETWORK_CLIENT.isInstance(holder)) {
            return of(SERVER_SOCKET.get(holder));
        }
        if (!(holder instanceof Socket)) {
            return JdkHttpServers.isExchange(holder) ? ofChannel(JdkHttpServers.channel(holder)) : ofHttpClient(holder);
        }
        Object socket = TLS.isInstance(holder) ? LAYERED_ON.get(holder) : holder;
        if (((Socket) socket).getChannel() != null) {
            return ofChannel(((Socket) socket).getChannel());
        }
        Object impl = IMPL.get(socket);
        while (DELEGATING.isInstance(impl)) {
            impl = DELEGATE.get(impl);
        }
        return impl == null ? null : JdkSockets.descriptor((SocketImpl) impl);
    }

    private static FileDescriptor ofHttpClient(Object holder) {
        Object channel = JdkHttpClient.owns(holder) ? JdkHttpClient.channel(holder) : null;
        return channel == null ? null : ofChannel(channel);
    }

    private static FileDescriptor ofChannel(Object channel) {
        try {
            return (FileDescriptor) CHANNEL_FD.invokeExact(channel);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Apart, since most applications have none. */
    private static final class Asynchronous {
        private static final Class<?> TYPE;
        private static final VarHandle FD;

        static {
            try {
                TYPE = Class.forName("sun.nio.ch.AsynchronousSocketChannelImpl");
                FD = field(TYPE, "fd", FileDescriptor.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        static FileDescriptor descriptor(Object channel) {
            return TYPE.isInstance(channel) ? (FileDescriptor) FD.get(channel) : null;
        }
    }

    private static VarHandle field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(owner, JdkLookup.open()).findVarHandle(owner, name, type);
    }
}
