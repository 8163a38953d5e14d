package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Finds the channel below an exchange of the JDK's HTTP server. Its module may be missing, and is in
 * the platform's loader: nothing of it is looked for before such an exchange is there.
 */
final class JdkHttpServers {

    private static final String EXCHANGE = "sun.net.httpserver.ExchangeImpl";

    private JdkHttpServers() {}

    static boolean isExchange(Object holder) {
        return holder != null && holder.getClass().getName().equals(EXCHANGE);
    }

    static Object channel(Object exchange) {
        try {
            return Handle.CHANNEL.invokeExact(exchange);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Handle {
        /** An exchange's connection's channel. */
        static final MethodHandle CHANNEL;

        static {
            try {
                ClassLoader platform = ClassLoader.getPlatformClassLoader();
                Class<?> exchange = Class.forName(EXCHANGE, false, platform);
                MethodHandles.Lookup lookup = JdkLookup.in(exchange);
                Class<?> connection = lookup.findClass("sun.net.httpserver.HttpConnection");
                MethodHandle toConnection =
                        lookup.findVirtual(exchange, "getConnection", MethodType.methodType(connection));
                MethodHandle toChannel = lookup.findGetter(connection, "chan", java.nio.channels.SocketChannel.class);
                CHANNEL = MethodHandles.filterReturnValue(toConnection, toChannel)
                        .asType(MethodType.methodType(Object.class, Object.class));
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }
}
