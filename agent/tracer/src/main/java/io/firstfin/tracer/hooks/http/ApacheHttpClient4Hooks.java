package io.firstfin.tracer.hooks.http;

import static net.bytebuddy.implementation.bytecode.assign.Assigner.Typing.DYNAMIC;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.bytebuddy.asm.Advice;
import org.apache.http.Header;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.conn.ManagedHttpClientConnection;
import org.apache.http.pool.PoolEntry;

/**
 * Apache HttpClient 4.5 with HttpCore 4.4. It closes on the thread that decided, inside the call that did;
 * but whether an entry of the pool is expired or stale is asked first, and that is noted.
 */
public final class ApacheHttpClient4Hooks {

    private static final String SHUTS_DOWN = "POOL_CLOSED|the connection manager was shut down";
    private static final String EVICTS = "IDLE_TIMEOUT|idle for longer than closeIdleConnections allows";
    private static final String POOL = "org.apache.http.pool.AbstractConnPool";
    private static final String MANAGERS = "org.apache.http.impl.conn.";
    private static final String EXECUTION = "org.apache.http.impl.execchain.";
    private static final String UNIT = "java.util.concurrent.TimeUnit";

    public static final Library LIBRARY = Library.of(
            "Apache HttpClient",
            new Library.Home(
                    "org.apache.http.impl.client.HttpClientBuilder", "org.apache.httpcomponents", "httpclient"),
            List.of("4.5"),
            Target.of("org.apache.http.impl.DefaultBHttpClientConnection")
                    .hookNamed("sendRequestHeader", Requests.class, "org.apache.http.HttpRequest")
                    .hookNamed("receiveResponseHeader", Answered.class),
            Target.of("org.apache.http.impl.BHttpConnectionBase").hookNamed("isStale", IsStale.class),
            Target.of("org.apache.http.pool.PoolEntry").hookNamed("isExpired", IsExpired.class, "long"),
            Target.of(POOL)
                    .explain(EVICTS, "closeIdle", "long", UNIT)
                    .explainAnyArguments(ApacheScopes.MAKES_ROOM, "getPoolEntryBlocking"),
            Target.of(MANAGERS + "PoolingHttpClientConnectionManager").explain(SHUTS_DOWN, "shutdown"),
            Target.of(MANAGERS + "BasicHttpClientConnectionManager")
                    .explain(ApacheScopes.EXPIRES, "checkExpiry")
                    .explain(EVICTS, "closeIdleConnections", "long", UNIT)
                    .explain(
                            ApacheScopes.MAKES_ROOM,
                            "getConnection",
                            "org.apache.http.conn.routing.HttpRoute",
                            "java.lang.Object")
                    .explain(SHUTS_DOWN, "close")
                    .explain(SHUTS_DOWN, "shutdown"),
            Target.of(EXECUTION + "ConnectionHolder").explain(ApacheScopes.CANCELS, "cancel"),
            Target.of(EXECUTION + "HttpResponseProxy").explain(ApacheScopes.RESPONSE_CLOSED, "close"),
            Target.of(EXECUTION + "ResponseEntityProxy")
                    .explainWhereDeclared(ApacheScopes.BODY_FAILS, "abortConnection"),
            Target.of("org.apache.http.conn.EofSensorInputStream")
                    .hookNamed("checkAbort", ApacheScopes.StreamAborted.class));

    private ApacheHttpClient4Hooks() {}

    /** HttpCore's own connections have no public way to the socket: the cast keeps them out. */
    static final class Requests {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @LibraryName String name,
                @Advice.This(typing = DYNAMIC) ManagedHttpClientConnection connection,
                @Advice.Argument(0) HttpRequest request) {
            Header host = request.getFirstHeader("Host");
            Header header = request.getFirstHeader("Connection");
            HttpBridge.requestSent(
                    name,
                    connection.getSocket(),
                    request.getRequestLine().getMethod(),
                    host == null ? null : host.getValue(),
                    header == null ? null : header.getValue());
        }
    }

    static final class Answered {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.This(typing = DYNAMIC) ManagedHttpClientConnection connection,
                @Advice.Return HttpResponse response) {
            Header header = response.getFirstHeader("Connection");
            Header length = response.getFirstHeader("Content-Length");
            Header coding = response.getFirstHeader("Transfer-Encoding");
            HttpBridge.responseReceived(
                    connection.getSocket(),
                    response.getStatusLine().getStatusCode(),
                    response.getProtocolVersion().toString(),
                    header == null ? null : header.getValue(),
                    length == null ? null : length.getValue(),
                    coding == null ? null : coding.getValue());
        }
    }

    /** Asked before a connection that has idled is used again. */
    static final class IsStale {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.Return boolean stale, @Advice.FieldValue("socketHolder") AtomicReference<Socket> socket) {
            ReasonBridge.noteReason(stale, socket.get(), "STALE|found closed when it was about to be used again");
        }
    }

    /** Whoever asks closes it if so. */
    static final class IsExpired {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.This PoolEntry<?, ?> entry, @Advice.Argument(0) long now, @Advice.Return boolean expired) {
            ReasonBridge.noteReason(
                    expired,
                    ((ManagedHttpClientConnection) entry.getConnection()).getSocket(),
                    now >= entry.getValidityDeadline()
                            ? "MAX_LIFETIME|older than connectionTimeToLive"
                            : "IDLE_TIMEOUT|idle for longer than it was to be kept alive");
        }
    }
}
