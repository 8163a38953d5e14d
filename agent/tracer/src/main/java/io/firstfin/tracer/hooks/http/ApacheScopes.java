package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.ReasonBridge;
import net.bytebuddy.asm.Advice;

/** What Apache HttpClient 4.5 and 5 are about alike when they close. Names no type of either. */
final class ApacheScopes {

    private ApacheScopes() {}

    static final class Expires {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter() {
            return ReasonBridge.beginReason("IDLE_TIMEOUT|idle for longer than it was to be kept alive");
        }
    }

    /** What is expired or stale is told for that. */
    static final class MakesRoom {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter() {
            return ReasonBridge.beginReason("POOL_FULL|given up to make room for another connection");
        }
    }

    static final class Cancels {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter() {
            return ReasonBridge.beginReason("DISCONNECT_CALLED|the request was aborted");
        }
    }

    /** Closes the connection if it has not been released yet. */
    static final class ResponseClosed {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter() {
            return ReasonBridge.beginReason("BODY_ABANDONED|the response was closed before its end was read");
        }
    }

    static final class BodyFails {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter() {
            return ReasonBridge.beginReason("EXCHANGE_FAILED|the body could not be read to its end");
        }
    }

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
