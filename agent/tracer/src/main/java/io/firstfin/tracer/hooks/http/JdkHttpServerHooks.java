package io.firstfin.tracer.hooks.http;

import com.sun.net.httpserver.HttpExchange;
import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import java.nio.channels.SocketChannel;
import net.bytebuddy.asm.Advice;

/**
 * {@code com.sun.net.httpserver}. A handler's thread decides about the end of a connection, the
 * dispatcher's closes; so what a response says is told before it is written.
 */
public final class JdkHttpServerHooks {

    private static final String STOPS = "POOL_CLOSED|the server was stopped";
    /** Closes in JDK 25; in 17 it is the dispatcher that does, where it closes for any reason. */
    private static final String FULL = "POOL_FULL|sun.net.httpserver.maxIdleConnections are idle";

    private static final String TOO_SLOW = "EXCHANGE_FAILED|sun.net.httpserver.maxReqTime or maxRspTime was over";
    private static final String IDLE = "IDLE_TIMEOUT|idle for sun.net.httpserver.idleInterval";
    private static final String EXCHANGE = "sun.net.httpserver.ExchangeImpl";

    public static final Library LIBRARY = Library.ofTheJdk(
            "JDK HttpServer",
            exchange("HttpExchangeImpl"),
            exchange("HttpsExchangeImpl"),
            Target.of("sun.net.httpserver.ServerImpl$Exchange")
                    .hook("reject", Rejects.class, int.class, String.class, String.class)
                    .hook("sendReply", SendsReply.class, int.class, boolean.class, String.class),
            Target.of("sun.net.httpserver.LeftOverInputStream").hook("close", RequestClosed.class),
            Target.of("sun.net.httpserver.ServerImpl$IdleTimeoutTask").explain(IDLE, "run"),
            Target.of("sun.net.httpserver.ServerImpl$ReqRspTimeoutTask").explain(TOO_SLOW, "run"),
            Target.of("sun.net.httpserver.ServerImpl")
                    .explain(FULL, "markIdle", "sun.net.httpserver.HttpConnection")
                    .explain(STOPS, "stop", "int"));

    private JdkHttpServerHooks() {}

    /** What a handler gets; all of it goes on to {@link #EXCHANGE}, whose class has lambdas. */
    private static Target exchange(String name) {
        return Target.of("sun.net.httpserver." + name)
                .hookNamed("<init>", Asked.class, EXCHANGE)
                .hook("sendResponseHeaders", Wants.class, int.class, long.class)
                .hook("sendResponseHeaders", Replies.class, int.class, long.class);
    }

    /** The constructor of what a handler gets: there is one for each request. */
    static final class Asked {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @LibraryName String name, @Advice.This HttpExchange exchange, @Advice.Argument(0) Object holder) {
            HttpBridge.requestReceived(
                    name,
                    holder,
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders().getFirst("Host"),
                    exchange.getProtocol(),
                    exchange.getRequestHeaders().getFirst("Connection"));
        }
    }

    /** The server sets the field itself only where HTTP/1.0 asked for the end. */
    static final class Wants {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.This HttpExchange exchange, @Advice.FieldValue("impl") Object holder) {
            HttpBridge.connectionHeaderSet(holder, exchange.getResponseHeaders().getFirst("Connection"));
        }
    }

    /** A length of 0 means any; HTTP/1.0 has no chunks for it. */
    static final class Replies {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Advice.This HttpExchange exchange,
                @Advice.FieldValue("impl") Object holder,
                @Advice.Argument(0) int status,
                @Advice.Argument(1) long length) {
            HttpBridge.responseSent(
                    holder,
                    status,
                    exchange.getResponseHeaders().getFirst("Connection"),
                    "HTTP/1.0".equalsIgnoreCase(exchange.getProtocol()) & length == 0 ? null : "told",
                    null);
        }
    }

    /** Before there is an exchange: no valid request, or nothing that serves its path. */
    static final class Rejects {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@LibraryName String name, @Advice.FieldValue("chan") SocketChannel channel) {
            HttpBridge.requestReceived(name, channel, null, null, null, null);
        }
    }

    static final class SendsReply {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Advice.FieldValue("chan") SocketChannel channel,
                @Advice.Argument(0) int status,
                @Advice.Argument(1) boolean closes) {
            HttpBridge.responseSent(channel, status, closes ? "close" : null, "told", null);
        }
    }

    /** Called when the response is complete; reads some of the rest, but not without end. */
    static final class RequestClosed {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.FieldValue("eof") boolean eof, @Advice.FieldValue("t") Object exchange) {
            ReasonBridge.noteReason(!eof, exchange, "BODY_ABANDONED|the request's body was not read to its end");
        }
    }
}
