package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.LibraryName;
import io.firstfin.tracer.weave.Target;
import net.bytebuddy.asm.Advice;

/**
 * {@code HttpURLConnection} and the connections it keeps alive. All of its closes happen on the thread
 * that decided, inside the call that did.
 */
public final class HttpUrlHooks {

    private static final String DISCONNECT = "DISCONNECT_CALLED|HttpURLConnection.disconnect()";
    private static final String IDLE = "IDLE_TIMEOUT|KeepAliveCache.run found it idle too long";

    public static final Library LIBRARY = Library.ofTheJdk(
            "HttpURLConnection",
            Target.of("sun.net.www.http.HttpClient")
                    .hookNamed(
                            "writeRequests",
                            Requested.class,
                            "sun.net.www.MessageHeader",
                            "sun.net.www.http.PosterOutputStream")
                    .hookAnyArguments("parseHTTP", Answered.class),
            Target.of("sun.net.www.http.KeepAliveCache").explain(IDLE, "run"),
            Target.of("sun.net.www.http.ClientVector").whereDeclared().hookAnyArguments("put", Full.class),
            Target.of("sun.net.www.http.KeepAliveCache$ClientVector")
                    .whereDeclared()
                    .hookAnyArguments("put", Full.class),
            Target.of("sun.net.www.http.KeepAliveStream").hook("close", BodyClosed.class),
            Target.of("sun.net.www.http.ChunkedInputStream").hook("closeUnderlying", ChunksClosed.class),
            Target.of("sun.net.www.protocol.http.HttpURLConnection")
                    .explain(DISCONNECT, "disconnect")
                    .hookNamed("followRedirect0", Redirected.class, "java.lang.String", "int", "java.net.URL"));

    private HttpUrlHooks() {}

    static final class Requested {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@LibraryName String name, @Advice.This Object client, @Advice.Argument(0) Object head) {
            HttpBridge.requestSent(name, client, head);
        }
    }

    static final class Answered {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Object client, @Advice.Argument(0) Object head) {
            HttpBridge.responseReceived(client, head);
        }
    }

    /** Returns the connection that has to go for the new one; null for none. */
    static final class Full {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Return Object oldest) {
            ReasonBridge.noteReason(oldest, "POOL_FULL|http.maxConnections to this host are idle");
        }
    }

    /** The first that it does is to close the connection, even where the address has the same server. */
    static final class Redirected {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.FieldValue("http") Object client) {
            ReasonBridge.noteReason(client, "REDIRECTED|HttpURLConnection follows the redirect on another connection");
        }
    }

    static final class BodyClosed {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("expected") long expected, @Advice.FieldValue("count") long count) {
            return ReasonBridge.beginBodyClose(expected - count, false);
        }
    }

    /** State 5 is the last: the chunk of length 0 and its trailer were read. */
    static final class ChunksClosed {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("state") int state, @Advice.FieldValue("error") boolean error) {
            return ReasonBridge.beginBodyClose(5L - state, error);
        }
    }
}
