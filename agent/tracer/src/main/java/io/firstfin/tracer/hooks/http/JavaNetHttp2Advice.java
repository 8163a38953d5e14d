package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.LibraryName;
import net.bytebuddy.asm.Advice;

/** What {@link JavaNetHttpHooks} has woven where nothing but HTTP/2 comes by. */
final class JavaNetHttp2Advice {

    private JavaNetHttp2Advice() {}

    /** Returns null for a request that was cancelled before it could be sent. */
    static final class OpensStream {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(
                @LibraryName String name,
                @Advice.FieldValue("connection") Object connection,
                @Advice.Return Object stream) {
            HttpBridge.requestSent(name, stream == null ? null : connection, stream);
        }
    }

    /** Of a request that we sent; one that the server pushes does not come here. */
    static final class Answers {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.This Object stream, @Advice.FieldValue("connection") Object connection) {
            HttpBridge.responseReceived(connection, stream);
        }
    }

    /** It goes on in HTTP/2 only until the last answer is there. */
    static final class GoesAway {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.FieldValue("connection") Object connection) {
            ReasonBridge.noteReason(connection, "GOAWAY|the server sent GOAWAY");
        }
    }
}
