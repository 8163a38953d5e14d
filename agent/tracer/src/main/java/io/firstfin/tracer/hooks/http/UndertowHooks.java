package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Undertow's HTTP/1.1, which half-closes first: on the thread that ends the last exchange, or on the
 * I/O thread once the response is out. Needs {@link XnioHooks}.
 */
public final class UndertowHooks {

    private static final String READS_NOTHING = "IDLE_TIMEOUT|nothing was read for IDLE_TIMEOUT or READ_TIMEOUT";
    private static final String LISTENER = "io.undertow.server.protocol.http.HttpReadListener";
    private static final String EXCHANGE = "io.undertow.server.HttpServerExchange";
    private static final String CONNECTION = "org.xnio.StreamConnection";

    public static final Library LIBRARY = Library.of(
            "Undertow",
            new Library.Home(LISTENER, "io.undertow", "undertow-core"),
            List.of("2.2.", "2.3.", "2.4."),
            Target.of("io.undertow.server.Connectors")
                    .hookNamed("executeRootHandler", Asked.class, "io.undertow.server.HttpHandler", EXCHANGE),
            Target.of("io.undertow.server.protocol.http.HttpTransferEncoding")
                    .hookNamed("createSinkConduit", Replies.class, EXCHANGE),
            Target.of(LISTENER)
                    .hookNamed("sendBadRequestAndClose", RejectedAsked.class, CONNECTION, "java.lang.Throwable")
                    .hookNamed("sendBadRequestAndClose", Rejects.class, CONNECTION, "java.lang.Throwable"),
            Target.of(EXCHANGE).hookNamed("endExchange", EndsExchange.class),
            Target.of("io.undertow.server.protocol.ParseTimeoutUpdater").hookNamed("run", Idle.class),
            Target.of("io.undertow.conduits.ReadTimeoutStreamSourceConduit$1").explain(READS_NOTHING, "run"),
            Target.of("io.undertow.protocols.ssl.UndertowSslConnection")
                    .hookNamed(
                            "<init>",
                            Secured.class,
                            CONNECTION,
                            "javax.net.ssl.SSLEngine",
                            "io.undertow.connector.ByteBufferPool",
                            "java.util.concurrent.Executor"));

    private UndertowHooks() {}

    /** Other protocols come through here, too: their connections are not HTTP/1.1's. */
    static final class Asked {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@LibraryName String name, @Advice.Argument(1) HttpServerExchange exchange) {
            HttpBridge.requestReceived(
                    name,
                    exchange.getConnection() instanceof HttpServerConnection
                            ? ((HttpServerConnection) exchange.getConnection()).getChannel()
                            : null,
                    exchange.getRequestMethod().toString(),
                    exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getProtocol().toString(),
                    exchange.getRequestHeaders().getFirst("Connection"));
        }
    }

    /** Here Undertow writes into the header what it thinks of the connection. */
    static final class Replies {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) HttpServerExchange exchange) {
            HttpBridge.connectionHeaderSet(
                    ((HttpServerConnection) exchange.getConnection()).getChannel(),
                    exchange.getResponseHeaders().getFirst("Connection"));
        }

        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Argument(0) HttpServerExchange exchange) {
            HttpBridge.responseSent(
                    ((HttpServerConnection) exchange.getConnection()).getChannel(),
                    exchange.getStatusCode(),
                    exchange.getResponseHeaders().getFirst("Connection"),
                    exchange.getResponseHeaders().getFirst("Content-Length"),
                    exchange.getResponseHeaders().getFirst("Transfer-Encoding"));
        }
    }

    /** What cannot be parsed reaches no handler. */
    static final class RejectedAsked {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@LibraryName String name, @Advice.Argument(0) Object connection) {
            HttpBridge.requestReceived(name, connection, null, null, null, null);
        }
    }

    static final class Rejects {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) Object connection) {
            HttpBridge.responseSent(connection, 400, "close", "0", null);
        }
    }

    static final class Idle {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("parsing") boolean parsing) {
            return ReasonBridge.beginReason(
                    parsing,
                    "EXCHANGE_FAILED|REQUEST_PARSE_TIMEOUT was over",
                    "IDLE_TIMEOUT|idle for NO_REQUEST_TIMEOUT");
        }
    }

    /** Called with the response complete; reads some of the rest, but not without end. */
    static final class EndsExchange {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This HttpServerExchange exchange) {
            return ReasonBridge.beginReason(
                    !exchange.isRequestComplete(), "BODY_ABANDONED|the request's body was not read to its end");
        }
    }

    static final class Secured {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Object secured, @Advice.Argument(0) Object connection) {
            HttpBridge.aliasOf(secured, connection);
        }
    }
}
