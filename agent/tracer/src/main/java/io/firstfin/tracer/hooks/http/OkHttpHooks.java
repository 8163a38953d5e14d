package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import java.net.Socket;
import java.util.List;
import net.bytebuddy.asm.Advice;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.internal.connection.RealConnection;

/**
 * OkHttp 4 and 5. It closes on the thread that decided, inside the call that did, but for what a healthy
 * check or a pool without room found: that is noted on the connection.
 */
public final class OkHttpHooks {

    /** Cancels in its turn. */
    private static final String TIMES_OUT = "EXCHANGE_FAILED|OkHttpClient.callTimeout was over";

    private static final String CANCELS = "DISCONNECT_CALLED|Call.cancel()";
    /** The arguments of {@code RealConnection.createTunnel}, which version 5 has elsewhere. */
    private static final String[] IN_VERSION_4 = {"int", "int", "okhttp3.Request", "okhttp3.HttpUrl"};

    private static final String EVICTS_ALL = "POOL_CLOSED|ConnectionPool.evictAll()";

    private static final String CONNECTION = "okhttp3.internal.connection.RealConnection";

    public static final Library LIBRARY = Library.of(
            "OkHttp",
            new Library.Home("okhttp3.OkHttpClient", "com.squareup.okhttp3", "okhttp"),
            List.of("4.9.", "4.10.", "4.11.", "4.12.", "5."),
            Target.of("okhttp3.internal.http.CallServerInterceptor")
                    .hookNamed("intercept", Exchange.class, "okhttp3.Interceptor$Chain"),
            Target.of("okhttp3.internal.connection.RealConnectionPool")
                    .hookWhereDeclared("cleanup", Evicts.class, "long")
                    .hookWhereDeclared("closeConnections", Evicts.class, "long")
                    .hookNamed("put", Opened.class, CONNECTION)
                    .hookNamed("connectionBecameIdle", GivenBack.class, CONNECTION)
                    .hookNamed("connectionBecameIdle", HasNoRoom.class, CONNECTION)
                    .explain(EVICTS_ALL, "evictAll"),
            Target.of("okhttp3.internal.connection.RealConnection")
                    .hookNamed("isHealthy", IsHealthy.class, "boolean")
                    .hookWhereDeclared("createTunnel", OkHttpTunnelAdvice.Begins.class, IN_VERSION_4)
                    .hookWhereDeclared("createTunnel", OkHttpTunnelAdvice.AsksInVersion4.class, IN_VERSION_4),
            Target.of("okhttp3.internal.connection.ConnectPlan")
                    .whereDeclared()
                    .hook("createTunnel", OkHttpTunnelAdvice.Begins.class)
                    .hook("createTunnel", OkHttpTunnelAdvice.AsksInVersion5.class),
            Target.of("okhttp3.internal.http1.Http1ExchangeCodec")
                    .hookAnyArguments("<init>", OkHttpTunnelAdvice.Carries.class)
                    .hookNamed("skipConnectBody", OkHttpTunnelAdvice.AsksAgain.class, "okhttp3.Response")
                    .hookNamed("skipConnectBody", OkHttpTunnelAdvice.Answered.class, "okhttp3.Response"),
            Target.of("okhttp3.internal.connection.Exchange$ResponseBodySource").hookNamed("close", BodyClosed.class),
            Target.of("okhttp3.internal.connection.RealCall").explain(CANCELS, "cancel"),
            Target.of("okhttp3.internal.connection.RealCall$AsyncCall")
                    .hookAnyArguments("<init>", HandOverAdvice.MakesRequest.class)
                    .hookNamed("run", HandOverAdvice.RunsTask.class),
            // from 5.0 on a thread of its own connects, also for a call that is executed on the caller's
            Target.of("okhttp3.internal.connection.ConnectPlan")
                    .whereDeclared()
                    .hookAnyArguments("<init>", HandOverAdvice.MakesConnect.class)
                    .hookNamed("connectTcp", HandOverAdvice.RunsTask.class),
            Target.of("okhttp3.internal.connection.RealCall$timeout$1").explain(TIMES_OUT, "timedOut"));

    private OkHttpHooks() {}

    static final class Exchange {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@LibraryName String name, @Advice.Argument(0) Interceptor.Chain chain) {
            HttpBridge.requestSent(
                    name,
                    chain.connection().socket(),
                    chain.request().method(),
                    chain.request().header("Host"),
                    chain.request().header("Connection"));
        }

        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Argument(0) Interceptor.Chain chain, @Advice.Return Response response) {
            HttpBridge.responseReceived(
                    chain.connection().socket(),
                    chain.request().method(),
                    chain.request().header("Host"),
                    response.code(),
                    response.protocol().toString(),
                    response.header("Connection"),
                    response.header("Content-Length"),
                    response.header("Transfer-Encoding"));
        }
    }

    /** Goes through the pool, while connections may come back to it: how long one was idle decides. */
    static final class Evicts {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("keepAliveDurationNs") long limit) {
            return ReasonBridge.beginReason(
                    limit,
                    "IDLE_TIMEOUT|idle for ConnectionPool.keepAliveDuration",
                    "POOL_FULL|more connections are idle than ConnectionPool.maxIdleConnections");
        }
    }

    static final class Opened {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.This Object pool, @Advice.Argument(0) RealConnection connection) {
            HttpBridge.openedFor(pool, connection.socket());
        }
    }

    /** No call uses it any more. */
    static final class GivenBack {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Argument(0) RealConnection connection) {
            HttpBridge.returnedToPool(connection.socket());
        }
    }

    static final class HasNoRoom {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.Argument(0) RealConnection connection, @Advice.FieldValue("maxIdleConnections") int most) {
            ReasonBridge.noteReason(most == 0, connection.socket(), "POOL_FULL|ConnectionPool.maxIdleConnections is 0");
        }
    }

    /** The socket below TLS has this name in all versions. */
    static final class IsHealthy {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Return boolean healthy, @Advice.FieldValue("rawSocket") Socket socket) {
            ReasonBridge.noteReason(!healthy, socket, "STALE|found closed when it was about to be used again");
        }
    }

    /** Reads the rest for 100 ms; then it is a watchdog that closes. */
    static final class BodyClosed {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Advice.FieldValue("completed") boolean completed,
                @Advice.FieldValue("closed") boolean closed,
                @Advice.FieldValue("this$0") okhttp3.internal.connection.Exchange exchange) {
            ReasonBridge.noteReason(
                    !completed & !closed,
                    exchange.getConnection$okhttp().socket(),
                    "BODY_ABANDONED|closed before its end was read");
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.FieldValue("this$0") okhttp3.internal.connection.Exchange exchange) {
            ReasonBridge.retractReason(exchange.getConnection$okhttp().socket());
        }
    }
}
