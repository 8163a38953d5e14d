package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.ReasonBridge;
import net.bytebuddy.asm.Advice;

/** The advice of methods that hand a request or a connect from one thread to another, whichever library has them. */
final class HandOverAdvice {

    private HandOverAdvice() {}

    /** Of a constructor that runs on the thread that asks: the object is a request, for which a connection may be open. */
    static final class MakesRequest {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Object task) {
            ReasonBridge.handOver(false, task);
        }
    }

    /** Of a constructor that runs on the thread that asks: the object is a connect that another thread makes. */
    static final class MakesConnect {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Object task) {
            ReasonBridge.handOver(true, task);
        }
    }

    /** Of the task's own method that runs on another thread. */
    static final class RunsTask {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.This Object task) {
            return ReasonBridge.takeOver(task);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object outer) {
            ReasonBridge.endTask(outer);
        }
    }

    /** Of a method of another thread that connects for the task in its first parameter. */
    static final class ConnectsForFirst {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.Argument(0) Object task) {
            return ReasonBridge.takeOver(task);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object outer) {
            ReasonBridge.endTask(outer);
        }
    }

    /** The same for its second parameter. */
    static final class ConnectsForSecond {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.Argument(1) Object task) {
            return ReasonBridge.takeOver(task);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object outer) {
            ReasonBridge.endTask(outer);
        }
    }
}
