package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.InterruptedByTimeoutException;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.Nio2Channel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1 with its connectors NIO and NIO2, of 9 to 11. A worker decides and closes; of a
 * timeout and of a stop it is the poller that knows.
 */
public final class TomcatHooks {

    private static final String PROCESSOR = "org.apache.coyote.http11.Http11Processor";
    private static final String SOCKET = "org.apache.tomcat.util.net.SocketWrapperBase";

    public static final Library LIBRARY = Library.of(
            "Tomcat",
            // in tomcat-embed-core, or in the tomcat-coyote of a Tomcat of its own
            new Library.Home(PROCESSOR, "org.apache.tomcat", "tomcat-"),
            List.of("9.0.", "10.1.", "11.0."),
            Target.of(PROCESSOR)
                    .hookNamed("prepareRequest", Asked.class)
                    .hookNamed("prepareResponse", OnlyOne.class)
                    .hookNamed("prepareResponse", Replies.class)
                    .hookNamed("service", Paused.class, SOCKET),
            Target.of(SOCKET).hookNamed("decrementKeepAlive", Counts.class).hookNamed("close", TimesOut.class),
            Target.of("org.apache.tomcat.util.net.NioEndpoint$Poller")
                    .hookNamed("timeout", Stops.class, "int", "boolean"));

    private TomcatHooks() {}

    /** Not before: to ask for a header can change how it is kept, and Tomcat still reads some here. */
    static final class Asked {
        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(
                @LibraryName String name,
                @Advice.FieldValue("socketWrapper") SocketWrapperBase<?> socket,
                @Advice.FieldValue("request") Request request) {
            HttpBridge.requestReceived(
                    name,
                    socket.getSocket() instanceof NioChannel
                            ? ((NioChannel) socket.getSocket()).getIOChannel()
                            : ((Nio2Channel) socket.getSocket()).getIOChannel(),
                    request.method().toString(),
                    request.getMimeHeaders().getHeader("Host"),
                    request.protocol().toString(),
                    request.getMimeHeaders().getHeader("Connection"));
        }
    }

    /** Between a request and its response; what is left of the allowed number comes back. */
    static final class Counts {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This SocketWrapperBase<?> socket, @Advice.Return int left) {
            HttpBridge.requestLimitReached(
                    left <= 0,
                    socket.getSocket() instanceof NioChannel
                            ? ((NioChannel) socket.getSocket()).getIOChannel()
                            : ((Nio2Channel) socket.getSocket()).getIOChannel(),
                    "MAX_REQUESTS|it has carried maxKeepAliveRequests");
        }
    }

    /** Nobody counts then. */
    static final class OnlyOne {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Advice.FieldValue("protocol") AbstractHttp11Protocol<?> protocol,
                @Advice.FieldValue("socketWrapper") SocketWrapperBase<?> socket) {
            HttpBridge.requestLimitReached(
                    protocol.getMaxKeepAliveRequests() == 1,
                    socket.getSocket() instanceof NioChannel
                            ? ((NioChannel) socket.getSocket()).getIOChannel()
                            : ((Nio2Channel) socket.getSocket()).getIOChannel(),
                    "MAX_REQUESTS|maxKeepAliveRequests is 1");
        }
    }

    /** What is in the header before, the application has set; Tomcat does so only where it failed. */
    static final class Replies {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Advice.FieldValue("socketWrapper") SocketWrapperBase<?> socket,
                @Advice.FieldValue("response") Response response) {
            HttpBridge.connectionHeaderSet(
                    socket.getSocket() instanceof NioChannel
                            ? ((NioChannel) socket.getSocket()).getIOChannel()
                            : ((Nio2Channel) socket.getSocket()).getIOChannel(),
                    response.isExceptionPresent()
                            ? null
                            : response.getMimeHeaders().getHeader("Connection"));
        }

        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.FieldValue("socketWrapper") SocketWrapperBase<?> socket,
                @Advice.FieldValue("response") Response response) {
            HttpBridge.responseSent(
                    socket.getSocket() instanceof NioChannel
                            ? ((NioChannel) socket.getSocket()).getIOChannel()
                            : ((Nio2Channel) socket.getSocket()).getIOChannel(),
                    response.getStatus(),
                    response.getMimeHeaders().getHeader("Connection"),
                    response.getMimeHeaders().getHeader("Content-Length"),
                    response.getMimeHeaders().getHeader("Transfer-Encoding"));
        }
    }

    /** Whoever finds out, the poller or for NIO2 the JDK, leaves the error for the one that closes. */
    static final class TimesOut {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("error") IOException error) {
            return ReasonBridge.beginReason(
                    error instanceof SocketTimeoutException || error instanceof InterruptedByTimeoutException,
                    "IDLE_TIMEOUT|nothing came for keepAliveTimeout or connectionTimeout");
        }
    }

    /** A connector that stops is paused first: what would live on is then closed after its response. */
    static final class Paused {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.Argument(0) SocketWrapperBase<?> socket,
                @Advice.FieldValue("keepAlive") boolean keepAlive,
                @Advice.FieldValue("protocol") AbstractHttp11Protocol<?> protocol,
                @Advice.Return Enum<?> state) {
            ReasonBridge.noteReason(
                    keepAlive & protocol.isPaused() & state.name().equals("CLOSED"),
                    socket.getSocket() instanceof NioChannel
                            ? ((NioChannel) socket.getSocket()).getIOChannel()
                            : ((Nio2Channel) socket.getSocket()).getIOChannel(),
                    "POOL_CLOSED|the connector was paused, as it is before it stops");
        }
    }

    /** At its end, the poller closes everything. */
    static final class Stops {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("close") boolean closes) {
            return ReasonBridge.beginReason(closes, "POOL_CLOSED|the server was stopped");
        }
    }
}
