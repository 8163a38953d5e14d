package io.firstfin.tracer.hooks.socket;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import net.bytebuddy.asm.Advice;

/**
 * Threads that wait for the references of collected objects, as database drivers and libraries have
 * them to close what the code forgot. Only the calls that wait are listened to: everybody polls.
 */
public final class ReferenceQueueHooks {

    public static final Library LIBRARY = Library.ofTheJdk(
            "ReferenceQueue",
            Target.of("java.lang.ref.ReferenceQueue")
                    .hook("remove", Taken.class, long.class)
                    .hook("remove", Taken.class));

    private ReferenceQueueHooks() {}

    static final class Taken {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter() {
            Bridge.awaitingReference();
        }

        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Return Object reference) {
            Bridge.referenceTaken(reference);
        }
    }
}
