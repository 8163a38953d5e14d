package io.firstfin.tracer.weave;

import io.firstfin.bootstrap.ReasonBridge;
import net.bytebuddy.asm.Advice;

/** The exit of every advice of a library that has none of its own and whose enter begins a scope. */
final class ReasonEnd {

    private ReasonEnd() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object outer) {
        ReasonBridge.endReason(outer);
    }
}
