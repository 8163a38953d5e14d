package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.tracer.weave.LibraryName;
import java.net.Socket;
import net.bytebuddy.asm.Advice;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What {@link OkHttpHooks} has woven where OkHttp asks a proxy for a tunnel. It writes CONNECT by a codec of its own, which
 * leads to the connection, or in version 5 to the plan of it, and from there to the socket.
 */
final class OkHttpTunnelAdvice {

    private OkHttpTunnelAdvice() {}

    static final class Begins {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.This Object carrier, @Advice.FieldValue("rawSocket") Socket socket) {
            HttpBridge.aliasOf(carrier, socket);
        }
    }

    static final class AsksInVersion4 {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @LibraryName String name,
                @Advice.FieldValue("rawSocket") Socket socket,
                @Advice.Argument(2) Request request) {
            HttpBridge.requestSent(name, socket, "CONNECT", request.header("Host"), null);
        }
    }

    static final class AsksInVersion5 {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(
                @LibraryName String name,
                @Advice.FieldValue("rawSocket") Socket socket,
                @Advice.FieldValue("tunnelRequest") Request request) {
            HttpBridge.requestSent(name, socket, "CONNECT", request.header("Host"), null);
        }
    }

    /** Only a codec for CONNECT belongs to no client. */
    static final class Carries {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @Advice.This Object codec, @Advice.Argument(0) Object client, @Advice.Argument(1) Object carrier) {
            HttpBridge.aliasOf(client == null ? codec : null, carrier);
        }
    }

    /** After a 407 it may have asked once more on the same connection. */
    static final class AsksAgain {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@LibraryName String name, @Advice.This Object codec, @Advice.Argument(0) Response response) {
            HttpBridge.requestSent(name, codec, "CONNECT", response.request().header("Host"), null);
        }
    }

    static final class Answered {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.This Object codec, @Advice.Argument(0) Response response) {
            HttpBridge.responseReceived(
                    codec,
                    response.code(),
                    response.protocol().toString(),
                    response.header("Connection"),
                    response.header("Content-Length"),
                    response.header("Transfer-Encoding"));
        }
    }
}
