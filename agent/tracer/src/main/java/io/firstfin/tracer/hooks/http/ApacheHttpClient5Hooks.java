package io.firstfin.tracer.hooks.http;

import static net.bytebuddy.implementation.bytecode.assign.Assigner.Typing.DYNAMIC;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/**
 * Apache HttpClient 5 with HttpCore 5: here what its classic API does, which closes on the thread that
 * decided. It shares its pools with the asynchronous one.
 */
public final class ApacheHttpClient5Hooks {

    private static final String CORE = "org.apache.hc.core5.http.";
    private static final String CLASSIC = "org.apache.hc.client5.http.impl.classic.";

    private static final List<Target> TARGETS = List.of(
            Target.of(CORE + "impl.io.DefaultBHttpClientConnection")
                    .hookNamed("sendRequestHeader", Requests.class, CORE + "ClassicHttpRequest")
                    .hookNamed("receiveResponseHeader", Answered.class),
            Target.of(CORE + "impl.io.BHttpConnectionBase").hookNamed("isStale", IsStale.class),
            Target.of(CORE + "io.EofSensorInputStream").hookNamed("checkAbort", ApacheScopes.StreamAborted.class),
            Target.of(CLASSIC + "InternalExecRuntime").explain(ApacheScopes.CANCELS, "cancel"),
            Target.of(CLASSIC + "CloseableHttpResponse")
                    .explain(ApacheScopes.RESPONSE_CLOSED, "close")
                    .explainWhereDeclared(ApacheScopes.RESPONSE_CLOSED, "close", "org.apache.hc.core5.io.CloseMode"),
            Target.of(CLASSIC + "ResponseEntityProxy").explain(ApacheScopes.BODY_FAILS, "discardConnection"));

    public static final Library LIBRARY = Library.of(
            "Apache HttpClient",
            new Library.Home(CLASSIC + "HttpClientBuilder", "org.apache.httpcomponents.client5", "httpclient5"),
            List.of("5.1", "5.2", "5.3", "5.4", "5.5", "5.6"),
            Stream.of(TARGETS, ApacheHttpPool5Hooks.TARGETS, ApacheHttpAsyncHooks.TARGETS)
                    .flatMap(List::stream)
                    .toArray(Target[]::new));

    private ApacheHttpClient5Hooks() {}

    /** HttpCore's own connections have no public way to the socket: the cast keeps them out. */
    static final class Requests {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @LibraryName String name,
                @Advice.This(typing = DYNAMIC) ManagedHttpClientConnection connection,
                @Advice.Argument(0) ClassicHttpRequest request) {
            Header host = request.getFirstHeader("Host");
            Header header = request.getFirstHeader("Connection");
            HttpBridge.requestSent(
                    name,
                    connection.getSocket(),
                    request.getMethod(),
                    host == null ? null : host.getValue(),
                    header == null ? null : header.getValue());
        }
    }

    static final class Answered {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.This(typing = DYNAMIC) ManagedHttpClientConnection connection,
                @Advice.Return ClassicHttpResponse response) {
            Header header = response.getFirstHeader("Connection");
            Header length = response.getFirstHeader("Content-Length");
            Header coding = response.getFirstHeader("Transfer-Encoding");
            HttpBridge.responseReceived(
                    connection.getSocket(),
                    response.getCode(),
                    connection.getProtocolVersion().toString(),
                    header == null ? null : header.getValue(),
                    length == null ? null : length.getValue(),
                    coding == null ? null : coding.getValue());
        }
    }

    /** Asked before a connection that has idled is used again. */
    static final class IsStale {
        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @Advice.Return boolean stale,
                @Advice.Thrown Throwable failure,
                @Advice.FieldValue("socketHolderRef") AtomicReference<SocketHolder> socket) {
            ReasonBridge.noteReason(
                    stale | failure != null,
                    socket.get() == null ? null : socket.get().getSocket(),
                    "STALE|found closed when it was about to be used again");
        }
    }
}
