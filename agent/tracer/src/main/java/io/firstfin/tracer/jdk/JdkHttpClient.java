package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandle;
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

    /** The client that sends a request; null where it cannot be found. */
    public static Object client(Object head) {
        Object connection = Connections.below(head);
        return connection == null ? null : Connections.CLIENT.get(connection);
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

    private static Class<?> type(String name) {
        return JdkLookup.type("jdk.internal.net.http." + name);
    }

    private static final class Connections {
        private static final Class<?> CONNECTION = type("HttpConnection");
        private static final MethodHandle CHANNEL = JdkLookup.method(CONNECTION, "channel", SocketChannel.class);
        private static final VarHandle CLIENT = JdkLookup.field(CONNECTION, "client", type("HttpClientImpl"));
        private static final Class<?> HTTP_2 = type("Http2Connection");
        private static final VarHandle OF_HTTP_2 = JdkLookup.field(HTTP_2, "connection", CONNECTION);
        private static final Class<?> EXCHANGE = type("Http1Exchange");
        private static final VarHandle OF_EXCHANGE = JdkLookup.field(EXCHANGE, "connection", CONNECTION);
        private static final Class<?> READER = type("Http1Response");
        private static final VarHandle OF_READER = JdkLookup.field(READER, "connection", CONNECTION);
        private static final Class<?> RESPONSE = type("Response");
        private static final Class<?> OUTER = type("Exchange");
        private static final VarHandle OF_RESPONSE = JdkLookup.field(RESPONSE, "exchange", OUTER);
        private static final VarHandle EXCHANGE_NOW = JdkLookup.field(OUTER, "exchImpl", type("ExchangeImpl"));

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

        /** The connection of an exchange of HTTP/1 or of a stream of HTTP/2. */
        static Object below(Object head) {
            if (EXCHANGE.isInstance(head)) {
                return OF_EXCHANGE.get(head);
            }
            return Messages.STREAM.isInstance(head) ? OF_HTTP_2.get(Messages.OF_STREAM.get(head)) : null;
        }

        /** The exchange of HTTP/1, or the stream of HTTP/2, that this response came by. */
        static Object exchange(Object response) {
            return EXCHANGE_NOW.get(OF_RESPONSE.get(response));
        }
    }

    private static final class Messages {
        private static final Class<?> REQUEST_IMPL = type("HttpRequestImpl");
        private static final Class<?> STREAM = type("Stream");
        private static final VarHandle OF_STREAM = JdkLookup.field(STREAM, "connection", type("Http2Connection"));
        private static final VarHandle REQUEST = JdkLookup.field(STREAM, "request", REQUEST_IMPL);
        private static final VarHandle STATUS = JdkLookup.field(STREAM, "responseCode", int.class);
        private static final Class<?> EXCHANGE = type("Http1Exchange");
        private static final VarHandle OF_EXCHANGE = JdkLookup.field(EXCHANGE, "request", REQUEST_IMPL);
        private static final VarHandle HEADERS = JdkLookup.field(type("Response"), "headers", HttpHeaders.class);
        private static final Class<?> RESPONSE_READER = type("Http1Response");
        private static final VarHandle READER = JdkLookup.field(EXCHANGE, "response", RESPONSE_READER);
        private static final Class<?> HEAD_PARSER = type("Http1HeaderParser");
        private static final VarHandle PARSER = JdkLookup.field(RESPONSE_READER, "hd", HEAD_PARSER);
        private static final VarHandle STATUS_LINE = JdkLookup.field(HEAD_PARSER, "statusLine", String.class);

        static HttpRequest request(Object head) {
            if (EXCHANGE.isInstance(head)) {
                return (HttpRequest) OF_EXCHANGE.get(head);
            }
            return (HttpRequest) (STREAM.isInstance(head) ? REQUEST.get(head) : head);
        }
    }
}
