package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.tracer.weave.Target;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * What {@link JettyServerHooks} sends: told once Jetty has decided whether the connection stays, and before
 * it writes that.
 */
final class JettyResponseHooks {

    private static final String[] RESET = {
        "org.eclipse.jetty.http.MetaData$Request",
        "org.eclipse.jetty.http.MetaData$Response",
        "java.nio.ByteBuffer",
        "boolean",
        "org.eclipse.jetty.util.Callback"
    };

    /** Called for each part of a response; the head comes with the first. */
    static final Target RESPONSE = Target.of("org.eclipse.jetty.server.internal.HttpConnection$SendCallback")
            .hookNamed("reset", IsShutDown.class, RESET)
            .hookNamed("reset", Wants.class, RESET)
            .hookNamed("reset", Replies.class, RESET);

    private JettyResponseHooks() {}

    static final class IsShutDown {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Advice.FieldValue("this$0") HttpConnection connection,
                @Advice.Argument(1) MetaData.Response response) {
            if (response != null) {
                Object transport = connection.getEndPoint().getTransport();
                HttpBridge.requestLimitReached(
                        connection.getConnector().isShutdown(),
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        JettyServerHooks.SHUT_DOWN);
            }
        }
    }

    /** Not where some of a request is left: Jetty itself sets that field when it redirects then. */
    static final class Wants {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @Advice.FieldValue("this$0") HttpConnection connection,
                @Advice.Argument(1) MetaData.Response response) {
            HttpParser parser = connection.getParser();
            boolean bodied = parser.isChunking() || parser.getContentLength() > 0;
            if (response != null && !(bodied && parser.inContentState())) {
                Object transport = connection.getEndPoint().getTransport();
                HttpBridge.connectionHeaderSet(
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        response.getHttpFields().get("Connection"));
            }
        }
    }

    /** Jetty itself writes that it closes, and how long the body is; for HTTP/1.0 it may not know. */
    static final class Replies {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.FieldValue("this$0") HttpConnection connection,
                @Advice.Argument(1) MetaData.Response response,
                @Advice.Argument(3) boolean last) {
            if (response != null) {
                boolean stays = connection.getGenerator().isPersistent();
                boolean told = last || connection.getHttpVersion().getVersion() > 10;
                Object transport = connection.getEndPoint().getTransport();
                HttpBridge.responseSent(
                        transport instanceof EndPoint below ? below.getTransport() : transport,
                        response.getStatus(),
                        stays ? response.getHttpFields().get("Connection") : "close",
                        told ? "told" : response.getHttpFields().get("Content-Length"),
                        null);
            }
        }
    }
}
