package io.firstfin.tracer.jdk;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Socket;
import java.net.SocketImpl;

/** Finds the descriptor below the sockets that libraries hold. */
public final class JdkDescriptors {

    private static final VarHandle IMPL;
    private static final VarHandle DELEGATE;
    private static final VarHandle LAYERED_ON;
    private static final Class<?> DELEGATING;
    private static final Class<?> TLS;
    private static final VarHandle SERVER_SOCKET;
    private static final Class<?> NETWORK_CLIENT;

    static {
        try {
            IMPL = field(Socket.class, "impl", SocketImpl.class);
            DELEGATING = Class.forName("java.net.DelegatingSocketImpl");
            DELEGATE = field(DELEGATING, "delegate", SocketImpl.class);
            TLS = Class.forName("sun.security.ssl.BaseSSLSocketImpl");
            LAYERED_ON = field(TLS, "self", Socket.class);
            NETWORK_CLIENT = Class.forName("sun.net.NetworkClient");
            SERVER_SOCKET = field(NETWORK_CLIENT, "serverSocket", Socket.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private JdkDescriptors() {}

    /**
     * @param holder a Socket, plain or of the JDK's TLS, or the HTTP client of HttpURLConnection
     * @return null for anything else
     */
    public static FileDescriptor of(Object holder) {
        if (NETWORK_CLIENT.isInstance(holder)) {
            return of(SERVER_SOCKET.get(holder));
        }
        if (!(holder instanceof Socket)) {
            return null;
        }
        Object socket = TLS.isInstance(holder) ? LAYERED_ON.get(holder) : holder;
        Object impl = IMPL.get(socket);
        while (DELEGATING.isInstance(impl)) {
            impl = DELEGATE.get(impl);
        }
        return impl == null ? null : JdkSockets.descriptor((SocketImpl) impl);
    }

    private static VarHandle field(Class<?> owner, String name, Class<?> type)
            throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(owner, JdkLookup.open())
                .findVarHandle(owner, name, type);
    }
}
