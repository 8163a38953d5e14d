package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.ReasonBridge;
import net.bytebuddy.asm.Advice;

/** What Apache HttpClient 4.5 and 5 are about alike when they close. Names no type of either. */
final class ApacheScopes {

    static final String BODY_FAILS = "EXCHANGE_FAILED|the body could not be read to its end";
    /** Closes the connection if it has not been released yet. */
    static final String RESPONSE_CLOSED = "BODY_ABANDONED|the response was closed before its end was read";

    static final String CANCELS = "DISCONNECT_CALLED|the request was aborted";
    /** What is expired or stale is told for that. */
    static final String MAKES_ROOM = "POOL_FULL|given up to make room for another connection";

    static final String EXPIRES = "IDLE_TIMEOUT|idle for longer than it was to be kept alive";

    private ApacheScopes() {}

    /** Called by the application, or when a read failed. */
    static final class StreamAborted {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.FieldValue("selfClosed") boolean wanted) {
            return ReasonBridge.beginReason(
                    wanted,
                    "BODY_ABANDONED|the response's stream was aborted",
                    "EXCHANGE_FAILED|the body could not be read to its end");
        }
    }
}
