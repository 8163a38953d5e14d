package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import java.io.EOFException;
import net.bytebuddy.asm.Advice;

/**
 * The JDK's {@code HttpClient}, HTTP/1.1 and HTTP/2. It closes on the thread that decided, inside the
 * call that did, but for three ends: the oldest in a full pool, a cancelled subscription to a body, and
 * GOAWAY are noted on the connection.
 *
 * <p>Classes that are all lambdas are left as they are where another one comes by at the same moment: after
 * each weaving and each detach the JVM makes a lambda's class anew, and keeps the old one.
 */
public final class JavaNetHttpHooks {

    private static final String BODY_CANCELLED = "BODY_ABANDONED|the subscription to its body was cancelled";
    private static final String CLOSED = "POOL_CLOSED|HttpClient closed, or no longer referenced";
    private static final String CANCELS = "DISCONNECT_CALLED|its future was cancelled, or the thread interrupted";
    private static final String TIMES_OUT = "EXCHANGE_FAILED|HttpRequest.timeout was over";
    private static final String PEER_CLOSES = "PEER_CLOSED|the peer closed while it was in the pool";
    private static final String IDLE = "IDLE_TIMEOUT|idle for jdk.httpclient.keepalive.timeout[.h2]";

    public static final Library LIBRARY = Library.ofTheJdk(
            "java.net.http",
            // of sendAsync, the thread that asks makes the exchange, and another one connects
            in("Exchange")
                    .hookWhereDeclared(
                            "<init>",
                            HandOverAdvice.MakesRequest.class,
                            type("HttpRequestImpl"),
                            type("MultiExchange")),
            in("PlainHttpConnection")
                    .hookNamed("connectAsync", HandOverAdvice.ConnectsForFirst.class, type("Exchange")),
            in("Http1Exchange$Http1Publisher")
                    .hookNamed("subscribe", Sends.class, "java.util.concurrent.Flow$Subscriber"),
            in("ResponseTimerEvent").explain(TIMES_OUT, "handle"),
            in("Response")
                    .hookNamed(
                            "<init>",
                            Receives.class,
                            type("HttpRequestImpl"),
                            type("Exchange"),
                            "java.net.http.HttpHeaders",
                            type("HttpConnection"),
                            "int",
                            "java.net.http.HttpClient$Version"),
            in("RedirectFilter").hookNamed("response", AsksAgain.class, type("Response")),
            in("AuthenticationFilter").hookNamed("response", AsksAgain.class, type("Response")),
            in("Http1Response$BodyReader")
                    .hook("onReadError", BreaksOff.class, Throwable.class)
                    .hook("onReadError", LearnsOfCancel.class, Throwable.class),
            in("Http1AsyncReceiver$Http1AsyncDelegateSubscription").explain(BODY_CANCELLED, "cancel"),
            in("Http2Connection")
                    .hookNamed("registerNewStream", JavaNetHttp2Advice.OpensStream.class, type("frame.OutgoingHeaders"))
                    .hookNamed("handleGoAway", JavaNetHttp2Advice.GoesAway.class, type("frame.GoAwayFrame"))
                    .hook("shutdown", Fails.class, Throwable.class),
            in("Http2Connection$IdleConnectionTimeoutEvent").whereDeclared().explain(IDLE, "handle"),
            in("Stream").hookNamed("completeResponse", JavaNetHttp2Advice.Answers.class, type("Response")),
            in("ConnectionPool")
                    .explain(IDLE, "purgeExpiredConnectionsAndReturnNextDeadline")
                    .hookNamed("returnToPool", ReturnsTooLate.class, type("HttpConnection"))
                    .hookNamed("returnToPool", Returns.class, type("HttpConnection"))
                    .hookNamed("returnToPool", GivesBack.class, type("HttpConnection")),
            in("ConnectionPool$ExpiryList").hook("removeOldest", IsFull.class),
            in("ConnectionPool$CleanupTrigger")
                    .explain(PEER_CLOSES, "onComplete")
                    .hook("onError", Fails.class, Throwable.class),
            in("HttpClientImpl").explain(CLOSED, "stop"),
            in("MultiExchange$CancelableRef").explain(CANCELS, "cancel", "boolean"));

    private static final String IDLE_END = "PEER_CLOSED|the peer closed while no request was under way";

    private JavaNetHttpHooks() {}

    private static Target in(String name) {
        return Target.of(type(name));
    }

    private static String type(String name) {
        return "jdk.internal.net.http." + name;
    }

    /** The connection stands, what writes the request to it is about to be joined to it. */
    static final class Sends {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@LibraryName String name, @Advice.FieldValue("this$0") Object exchange) {
            HttpBridge.requestSent(name, exchange, exchange);
        }
    }

    /** Made once the head was read to its end; nobody reads the body or uses the connection before. */
    static final class Receives {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Object response) {
            HttpBridge.responseReceived(response, response);
        }
    }

    /**
     * The message is all that tells that no request was under way, or that another thread has begun to
     * close the client, which has all its connections fail.
     */
    static final class Fails {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.Argument(0) Throwable cause) {
            String message = cause == null ? null : cause.getMessage();
            return ReasonBridge.beginReason(
                    "selector manager closed".equals(message),
                    CLOSED,
                    "Idle connection closed by HTTP/2 peer".equals(message) ? IDLE_END : null);
        }
    }

    /** Returns the connection that has to go for another; null for none. */
    static final class IsFull {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Return Object oldest) {
            ReasonBridge.noteReason(oldest, "POOL_FULL|jdk.httpclient.connectionPoolSize are idle");
        }
    }

    static final class ReturnsTooLate {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("stopped") boolean stopped) {
            return ReasonBridge.beginReason(stopped, "POOL_CLOSED|returned when its client was closed");
        }
    }

    /** It was not closed for the body of a redirect: that was short. */
    static final class Returns {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) Object connection) {
            ReasonBridge.retractReason(connection);
        }
    }

    /** Its last response was read to the end. */
    static final class GivesBack {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) Object connection) {
            HttpBridge.returnedToPool(connection);
        }
    }

    /** The message is all that tells a subscriber's cancel from what else ends the reading. */
    static final class LearnsOfCancel {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) Throwable error, @Advice.FieldValue("this$0") Object response) {
            ReasonBridge.noteReason("subscription cancelled".equals(error.getMessage()), response, BODY_CANCELLED);
        }
    }

    /** Where only the end delimits the body, that is what the head said, and counts more. */
    static final class BreaksOff {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.Argument(0) Throwable error) {
            return ReasonBridge.beginReason(
                    error instanceof EOFException, "EXCHANGE_FAILED|the peer closed before the end of the body");
        }
    }

    /** A redirect or a challenge leads to another request: its body is read only if it is short. */
    static final class AsksAgain {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Return Object next, @Advice.Argument(0) Object response) {
            ReasonBridge.noteReason(
                    next != null, response, "BODY_ABANDONED|not read: over 1024 bytes, of a redirect, say");
        }
    }
}
