package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * Reads what {@code java.net.http} keeps of its connections and messages. That module need not be in a
 * JVM: of an object that {@link #owns} denies, nothing else here may be asked.
 */
public final class JdkHttpClient {

    private JdkHttpClient() {}

    /** Whether the object is one of that module's. */
    public static boolean owns(Object object) {
        return "java.net.http".equals(object.getClass().getModule().getName());
    }

    /**
     * The channel below a connection, which may be of TLS, through a proxy, of HTTP/2, or be named by the
     * HTTP/1 exchange that uses it or by the response in that; null for anything else.
     */
    static Object channel(Object holder) {
        return Connections.channel(holder);
    }

    /** Whether it is a stream of HTTP/2, which knows its request and the response to it. */
    public static boolean isStream(Object head) {
        return Messages.STREAM.isInstance(head);
    }

    /** @param head a request, or the exchange or the stream of one */
    public static String method(Object head) {
        return Messages.request(head).method();
    }

    /** As in the Host header: without what else an address may hold, such as a password. */
    public static String host(Object head) {
        URI uri = Messages.request(head).uri();
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** The Connection header of a request. */
    public static String connection(Object request) {
        return value(Messages.request(request).headers(), "Connection");
    }

    /** The status of the response to a stream's request. */
    public static int status(Object stream) {
        return (int) Messages.STATUS.get(stream);
    }

    /** @param response to a request of HTTP/1 */
    public static String statusLine(Object response) {
        Object reader = Messages.READER.get(Connections.exchange(response));
        return (String) Messages.STATUS_LINE.get(Messages.PARSER.get(reader));
    }

    /** A field of a response's head; null when it has none. */
    public static String find(Object response, String name) {
        return value((HttpHeaders) Messages.HEADERS.get(response), name);
    }

    private static String value(HttpHeaders headers, String name) {
        List<String> values = headers.allValues(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("jdk.internal.net.http." + name);
    }

    private static VarHandle field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
        return JdkLookup.in(owner).findVarHandle(owner, name, type);
    }

    private static MethodHandle getter(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
        return JdkLookup.in(owner)
                .findVirtual(owner, name, MethodType.methodType(type))
                .asType(MethodType.methodType(type, Object.class));
    }

    private static final class Connections {
        private static final Class<?> CONNECTION;
        private static final MethodHandle CHANNEL;
        private static final Class<?> HTTP_2;
        private static final VarHandle OF_HTTP_2;
        private static final Class<?> EXCHANGE;
        private static final VarHandle OF_EXCHANGE;
        private static final Class<?> READER;
        private static final VarHandle OF_READER;
        private static final Class<?> RESPONSE;
        private static final VarHandle OF_RESPONSE;
        private static final VarHandle EXCHANGE_NOW;

        static {
            try {
                CONNECTION = type("HttpConnection");
                CHANNEL = getter(CONNECTION, "channel", SocketChannel.class);
                HTTP_2 = type("Http2Connection");
                OF_HTTP_2 = field(HTTP_2, "connection", CONNECTION);
                EXCHANGE = type("Http1Exchange");
                OF_EXCHANGE = field(EXCHANGE, "connection", CONNECTION);
                READER = type("Http1Response");
                OF_READER = field(READER, "connection", CONNECTION);
                RESPONSE = type("Response");
                Class<?> outer = type("Exchange");
                OF_RESPONSE = field(RESPONSE, "exchange", outer);
                EXCHANGE_NOW = field(outer, "exchImpl", type("ExchangeImpl"));
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        static Object channel(Object holder) {
            if (HTTP_2.isInstance(holder)) {
                return channel(OF_HTTP_2.get(holder));
            }
            if (EXCHANGE.isInstance(holder)) {
                return channel(OF_EXCHANGE.get(holder));
            }
            if (READER.isInstance(holder)) {
                return channel(OF_READER.get(holder));
            }
            if (RESPONSE.isInstance(holder)) {
                return channel(exchange(holder));
            }
            try {
                return CONNECTION.isInstance(holder) ? (SocketChannel) CHANNEL.invokeExact(holder) : null;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /** The exchange of HTTP/1, or the stream of HTTP/2, that this response came by. */
        static Object exchange(Object response) {
            return EXCHANGE_NOW.get(OF_RESPONSE.get(response));
        }
    }

    private static final class Messages {
        private static final Class<?> STREAM;
        private static final VarHandle REQUEST;
        private static final Class<?> EXCHANGE;
        private static final VarHandle OF_EXCHANGE;
        private static final VarHandle STATUS;
        private static final VarHandle HEADERS;
        private static final VarHandle READER;
        private static final VarHandle PARSER;
        private static final VarHandle STATUS_LINE;

        static {
            try {
                STREAM = type("Stream");
                REQUEST = field(STREAM, "request", type("HttpRequestImpl"));
                EXCHANGE = type("Http1Exchange");
                OF_EXCHANGE = field(EXCHANGE, "request", type("HttpRequestImpl"));
                STATUS = field(STREAM, "responseCode", int.class);
                HEADERS = field(type("Response"), "headers", HttpHeaders.class);
                Class<?> reader = type("Http1Response");
                READER = field(EXCHANGE, "response", reader);
                Class<?> parser = type("Http1HeaderParser");
                PARSER = field(reader, "hd", parser);
                STATUS_LINE = field(parser, "statusLine", String.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        static HttpRequest request(Object head) {
            if (EXCHANGE.isInstance(head)) {
                return (HttpRequest) OF_EXCHANGE.get(head);
            }
            return (HttpRequest) (STREAM.isInstance(head) ? REQUEST.get(head) : head);
        }
    }
}
