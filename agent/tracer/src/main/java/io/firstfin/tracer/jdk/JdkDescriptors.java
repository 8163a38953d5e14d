package io.firstfin.tracer.jdk;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.Socket;
import java.net.SocketImpl;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;

/** Finds the descriptor below the sockets that libraries hold. */
public final class JdkDescriptors {

    private static final VarHandle IMPL = JdkLookup.field(Socket.class, "impl", SocketImpl.class);
    private static final Class<?> DELEGATING = JdkLookup.type("java.net.DelegatingSocketImpl");
    private static final VarHandle DELEGATE = JdkLookup.field(DELEGATING, "delegate", SocketImpl.class);
    private static final Class<?> TLS = JdkLookup.type("sun.security.ssl.BaseSSLSocketImpl");
    private static final VarHandle LAYERED_ON = JdkLookup.field(TLS, "self", Socket.class);
    private static final Class<?> NETWORK_CLIENT = JdkLookup.type("sun.net.NetworkClient");
    private static final VarHandle SERVER_SOCKET = JdkLookup.field(NETWORK_CLIENT, "serverSocket", Socket.class);
    private static final Class<?> CHANNEL = JdkLookup.type("sun.nio.ch.SelChImpl");
    private static final MethodHandle CHANNEL_FD = JdkLookup.method(CHANNEL, "getFD", FileDescriptor.class);

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
            return holder != null && holder.getClass().getName().equals(ServerExchange.NAME)
                    ? ServerExchange.descriptor(holder)
                    : ofHttpClient(holder);
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
        private static final Class<?> TYPE = JdkLookup.type("sun.nio.ch.AsynchronousSocketChannelImpl");
        private static final VarHandle FD = JdkLookup.field(TYPE, "fd", FileDescriptor.class);

        static FileDescriptor descriptor(Object channel) {
            return TYPE.isInstance(channel) ? (FileDescriptor) FD.get(channel) : null;
        }
    }

    /**
     * An exchange of the JDK's HTTP server. Its module may be missing, and is in the platform's loader: nothing of it
     * is looked for before such an exchange is there.
     */
    private static final class ServerExchange {
        private static final String NAME = "sun.net.httpserver.ExchangeImpl";
        /** An exchange's connection's channel. */
        private static final MethodHandle CHANNEL = channel();

        private static MethodHandle channel() {
            try {
                ClassLoader platform = ClassLoader.getPlatformClassLoader();
                Class<?> exchange = Class.forName(NAME, false, platform);
                MethodHandles.Lookup lookup = JdkLookup.in(exchange);
                Class<?> connection = lookup.findClass("sun.net.httpserver.HttpConnection");
                MethodHandle toConnection =
                        lookup.findVirtual(exchange, "getConnection", MethodType.methodType(connection));
                MethodHandle toChannel = lookup.findGetter(connection, "chan", SocketChannel.class);
                return MethodHandles.filterReturnValue(toConnection, toChannel)
                        .asType(MethodType.methodType(Object.class, Object.class));
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        static FileDescriptor descriptor(Object exchange) {
            try {
                return ofChannel(CHANNEL.invokeExact(exchange));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
