package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import java.net.SocketTimeoutException;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/**
 * The asynchronous API of Apache HttpClient 5, as far as it speaks HTTP/1. Its I/O threads close what
 * other threads gave up, with TLS after a farewell: so why is kept on the connection.
 */
final class ApacheHttpAsyncHooks {

    private static final String CANCELS = "DISCONNECT_CALLED|the call was cancelled";
    private static final String SHUTS_DOWN = "POOL_CLOSED|the I/O reactor was shut down";
    private static final String REACTOR = "org.apache.hc.core5.reactor.";
    private static final String MODE = "org.apache.hc.core5.io.CloseMode";

    static final List<Target> TARGETS = List.of(
            Target.of("org.apache.hc.core5.http.impl.nio.AbstractHttp1StreamDuplexer")
                    .hookAnyArguments("commitMessageHead", Requests.class)
                    .hookNamed("parseMessageHead", Answered.class, "boolean")
                    .hookNamed("shutdownSession", Fails.class, "java.lang.Exception"),
            Target.of(REACTOR + "InternalDataChannel")
                    .hookNamed("close", Closes.class, MODE)
                    .hookNamed("enqueue", Enqueues.class, REACTOR + "Command", REACTOR + "Command$Priority"),
            Target.of(REACTOR + "IOSessionRequest").hookAnyArguments("<init>", HandOverAdvice.MakesConnect.class),
            Target.of(REACTOR + "SingleCoreIOReactor")
                    .hookNamed(
                            "processConnectionRequest",
                            HandOverAdvice.ConnectsForSecond.class,
                            "java.nio.channels.SocketChannel",
                            REACTOR + "IOSessionRequest")
                    .explain(SHUTS_DOWN, "initiateSessionShutdown")
                    .explain(SHUTS_DOWN, "doTerminate"),
            Target.of(REACTOR + "AbstractSingleCoreIOReactor").explain(SHUTS_DOWN, "close", MODE),
            Target.of("org.apache.hc.core5.concurrent.ComplexFuture").explain(CANCELS, "cancel", "boolean"));

    private ApacheHttpAsyncHooks() {}

    /** Servers send their responses by the same method. */
    static final class Requests {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @LibraryName String name,
                @Advice.FieldValue("ioSession") ProtocolIOSession session,
                @Advice.Argument(0) HttpMessage message) {
            if (message instanceof HttpRequest request) {
                Header host = request.getFirstHeader("Host");
                Header header = request.getFirstHeader("Connection");
                HttpBridge.requestSent(
                        name,
                        session.channel(),
                        request.getMethod(),
                        host == null ? null : host.getValue(),
                        header == null ? null : header.getValue());
            }
        }
    }

    /** Null until the head is complete. */
    static final class Answered {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.FieldValue("ioSession") ProtocolIOSession session, @Advice.Return HttpMessage message) {
            if (message instanceof HttpResponse response) {
                Header said = message.getFirstHeader("Connection");
                Header size = message.getFirstHeader("Content-Length");
                Header code = message.getFirstHeader("Transfer-Encoding");
                HttpBridge.responseReceived(
                        session.channel(),
                        response.getCode(),
                        message.getVersion().toString(),
                        said == null ? null : said.getValue(),
                        size == null ? null : size.getValue(),
                        code == null ? null : code.getValue());
            }
        }
    }

    /** Other failures may be of the peer's making: the kernel knows. */
    static final class Fails {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.Argument(0) Exception cause) {
            return ReasonBridge.beginReason(
                    cause instanceof SocketTimeoutException,
                    "EXCHANGE_FAILED|nothing came within the response or socket timeout");
        }
    }

    static final class Closes {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.FieldValue("ioSession") IOSession session) {
            ReasonBridge.keepReason(session.channel());
        }
    }

    /** Told to close once it is done with what came before. */
    static final class Enqueues {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.FieldValue("ioSession") IOSession session, @Advice.Argument(0) Command command) {
            ReasonBridge.keepReason(command instanceof ShutdownCommand ? session.channel() : null);
        }
    }
}
