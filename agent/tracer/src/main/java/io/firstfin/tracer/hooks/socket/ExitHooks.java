package io.firstfin.tracer.hooks.socket;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import net.bytebuddy.asm.Advice;

/**
 * The end of the JVM, as late as it can still be recorded: when JFR's own shutdown hook begins, before
 * it ends the recordings. A hook of ours would run beside it, since the JVM starts all of them at once.
 */
public final class ExitHooks {

    public static final Library LIBRARY = Library.ofTheJdk(
            "JDK Flight Recorder", Target.of("jdk.jfr.internal.ShutdownHook").hook("run", Exit.class));

    private ExitHooks() {}

    static final class Exit {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter() {
            Bridge.exiting();
        }
    }
}
