package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Jetty's HTTP server 12, speaking HTTP/1. It shuts down its output with the last write of a response, and
 * closes when the client has done so, too: what explains the first must be told before.
 *
 * <p>Its name is that of {@link JettyHooks}: what a connection says of its program tells the two apart.
 */
public final class JettyServerHooks {

    private static final String SERVER = "org.eclipse.jetty.server.";
    private static final String CONNECTION = SERVER + "internal.HttpConnection";

    private static final String UNREAD = "BODY_ABANDONED|the request's body was not read to its end";
    static final String SHUT_DOWN = "POOL_CLOSED|the connector was shut down";

    public static final Library LIBRARY = Library.of(
            "Jetty",
            new Library.Home(SERVER + "Server", "org.eclipse.jetty", "jetty-server"),
            List.of("12.0.", "12.1."),
            Target.of(CONNECTION + "$HttpStreamOverHTTP1")
                    .hookNamed("headerComplete", IsAsked.class)
                    .hookNamed("consumeAvailable", LeavesUnread.class)
                    .hookNamed("consumeAvailable", HasLeftUnread.class)
                    .hook("abort", Aborts.class, Throwable.class),
            Target.of(CONNECTION + "$RequestHandler")
                    .hookNamed("badMessage", Rejects.class, "org.eclipse.jetty.http.HttpException"),
            JettyResponseHooks.RESPONSE,
            Target.of(CONNECTION)
                    .hook("onFillInterestedFailed", Idles.class, Throwable.class)
                    .hookWhereDeclared("close", Stops.class));

    private JettyServerHooks() {}

    /** The preface of HTTP/2 looks like a request, but is none. */
    static final class IsAsked {
        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @LibraryName String name,
                @Advice.FieldValue("this$0") HttpConnection connection,
                @Advice.FieldValue("_request") MetaData.Request request) {
            if (request != null && !"PRI".equals(request.getMethod())) {
                Object transport = connection.getEndPoint().getTransport();
                HttpBridge.requestReceived(
                        name,
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        request.getMethod(),
                        request.getHttpFields().get("Host"),
                        request.getHttpVersion().asString(),
                        request.getHttpFields().get("Connection"));
            }
        }
    }

    /** Before there is a request: it is answered all the same. */
    static final class Rejects {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@LibraryName String name, @Advice.FieldValue("this$0") HttpConnection connection) {
            if (connection.getHttpChannel().getRequest() == null) {
                Object transport = connection.getEndPoint().getTransport();
                HttpBridge.requestReceived(
                        name,
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        null,
                        null,
                        null,
                        null);
            }
        }
    }

    /**
     * Before the head of the response is written. Reading may also fail, by the client's doing; what is
     * left unread without that is told by a constant, of another class in each version.
     */
    static final class LeavesUnread {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.FieldValue("this$0") HttpConnection connection, @Advice.Return Throwable left) {
            if (left != null && !(left instanceof RuntimeException)) {
                Object transport = connection.getEndPoint().getTransport();
                HttpBridge.requestLimitReached(
                        !(left instanceof IOException) && !(left instanceof TimeoutException),
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        UNREAD);
            }
        }
    }

    /** After that. */
    static final class HasLeftUnread {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.FieldValue("this$0") HttpConnection connection, @Advice.Return Throwable left) {
            if (left != null && !(left instanceof RuntimeException)) {
                Object transport = connection.getEndPoint().getTransport();
                ReasonBridge.noteReason(
                        !(left instanceof IOException) && !(left instanceof TimeoutException),
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        UNREAD);
            }
        }
    }

    /** Closes. That the client has closed is no reason of ours. */
    static final class Aborts {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Advice.FieldValue("this$0") HttpConnection connection, @Advice.Argument(0) Throwable failure) {
            Object transport = connection.getEndPoint().getTransport();
            ReasonBridge.noteReason(
                    !(failure instanceof IOException),
                    transport instanceof EndPoint below ? below.getTransport() : transport,
                    "EXCHANGE_FAILED|aborted after a failure");
        }
    }

    /** While it waits for a request. Where its output is shut down already, something else did that. */
    static final class Idles {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This HttpConnection connection, @Advice.Argument(0) Throwable cause) {
            boolean shut = connection.getEndPoint().isOutputShutdown();
            String why = connection.getConnector().isShutdown()
                    ? SHUT_DOWN
                    : "IDLE_TIMEOUT|idle for the connector's idleTimeout";
            return ReasonBridge.beginReason(cause instanceof TimeoutException && !shut, why);
        }
    }

    /** Called by the selector that is stopped, too. */
    static final class Stops {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This HttpConnection connection) {
            boolean shut = connection.getEndPoint().isOutputShutdown();
            return ReasonBridge.beginReason(
                    !shut && !connection.getConnector().isRunning(), "POOL_CLOSED|the connector was stopped");
        }
    }
}
