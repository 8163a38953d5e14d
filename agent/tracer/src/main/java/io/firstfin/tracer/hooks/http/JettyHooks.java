package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import java.util.List;
import java.util.concurrent.TimeoutException;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpChannel;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.client.transport.internal.HttpChannelOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpConnectionOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpReceiverOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpSenderOverHTTP;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;

/**
 * Jetty's HTTP client 12, speaking HTTP/1. It shuts down its output and closes in one go, on the thread that
 * decided; but an abort is carried out by whichever thread has the response in hand: that is noted on the
 * connection.
 *
 * <p>The transport of an end point is a channel, or with TLS the end point below.
 */
public final class JettyHooks {

    private static final String CLIENT = "org.eclipse.jetty.client.";
    private static final String TRANSPORT = CLIENT + "transport.";
    private static final String HTTP = TRANSPORT + "internal.";

    private static final String TOO_LATE = "EXCHANGE_FAILED|aborted with a TimeoutException";
    private static final String ABANDONED = "BODY_ABANDONED|aborted before its end was read";
    private static final String ABORTED = "DISCONNECT_CALLED|Request.abort()";

    public static final Library LIBRARY = Library.of(
            "Jetty",
            new Library.Home(CLIENT + "HttpClient", "org.eclipse.jetty", "jetty-client"),
            List.of("12.0.", "12.1."),
            Target.of(HTTP + "HttpSenderOverHTTP")
                    .hookNamed(
                            "sendHeaders",
                            Sends.class,
                            TRANSPORT + "HttpExchange",
                            "java.nio.ByteBuffer",
                            "boolean",
                            "org.eclipse.jetty.util.Callback"),
            Target.of(TRANSPORT + "ResponseListeners").hookNamed("notifyHeaders", Receives.class, CLIENT + "Response"),
            Target.of(HTTP + "HttpReceiverOverHTTP").hookNamed("shutdown", MeetsTheEnd.class),
            Target.of(TRANSPORT + "HttpChannel")
                    .hookNamed(
                            "abort",
                            Aborts.class,
                            TRANSPORT + "HttpExchange",
                            "java.lang.Throwable",
                            "java.lang.Throwable",
                            "org.eclipse.jetty.util.Promise"),
            Target.of(HTTP + "HttpConnectionOverHTTP").hook("onIdleExpired", Idles.class, TimeoutException.class),
            JettyPoolHooks.DESTINATION,
            JettyPoolHooks.POOL,
            JettyPoolHooks.ENTRY);

    private JettyHooks() {}

    static final class Sends {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @LibraryName String name,
                @Advice.This HttpSenderOverHTTP sender,
                @Advice.Argument(0) HttpExchange exchange) {
            Request request = exchange.getRequest();
            Object transport =
                    sender.getHttpChannel().getHttpConnection().getEndPoint().getTransport();
            HttpBridge.requestSent(
                    name,
                    transport instanceof EndPoint below ? below.getTransport() : transport,
                    request.getMethod(),
                    request.getHeaders().get("Host"),
                    request.getHeaders().get("Connection"));
        }
    }

    /**
     * Not when the parser has the last field: it may be ahead of the fields' processing. But by now a
     * decoder may have taken the length away, so it is {@link MeetsTheEnd} that tells of a body without.
     */
    static final class Receives {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) Response response) {
            HttpRequest request = (HttpRequest) response.getRequest();
            Object at = request.getConversation().getAttribute("org.eclipse.jetty.io.EndPoint");
            Object transport = at instanceof EndPoint endPoint ? endPoint.getTransport() : null;
            HttpBridge.responseReceived(
                    transport instanceof EndPoint below ? below.getTransport() : transport,
                    response.getStatus(),
                    response.getVersion().asString(),
                    response.getHeaders().get("Connection"),
                    response.getHeaders().get("Content-Length"),
                    "any");
        }
    }

    /** Of the stream that the server sends. */
    static final class MeetsTheEnd {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.This HttpReceiverOverHTTP receiver, @Advice.FieldValue("parser") HttpParser parser) {
            Object transport =
                    receiver.getHttpChannel().getHttpConnection().getEndPoint().getTransport();
            ReasonBridge.noteReason(
                    "EOF_CONTENT".equals(parser.getState().name()),
                    transport instanceof EndPoint below ? below.getTransport() : transport,
                    "RESPONSE_SAID_CLOSE|neither Content-Length nor chunks in the response: the" + " end delimits it");
        }
    }

    /** Only where there is something left to abort. A connection that is closed aborts in its turn. */
    static final class Aborts {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Advice.This HttpChannel channel,
                @Advice.Argument(0) HttpExchange exchange,
                @Advice.Argument(2) Throwable failure) {
            if (channel instanceof HttpChannelOverHTTP http
                    && !http.getHttpConnection().isClosed()) {
                int status = exchange.getResponse().getStatus();
                String why = failure == null || status < 200 ? ABORTED : ABANDONED;
                Object transport = http.getHttpConnection().getEndPoint().getTransport();
                ReasonBridge.noteReason(
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        failure instanceof TimeoutException ? TOO_LATE : why);
            }
        }
    }

    static final class Idles {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This HttpConnectionOverHTTP connection) {
            return ReasonBridge.beginReason(
                    connection.getHttpChannel().getHttpExchange() == null,
                    "IDLE_TIMEOUT|idle for HttpClient.idleTimeout",
                    "EXCHANGE_FAILED|nothing came or went for the idle timeout of its request");
        }
    }
}
