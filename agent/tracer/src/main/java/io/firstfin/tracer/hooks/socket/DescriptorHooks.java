package io.firstfin.tracer.hooks.socket;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.weave.Target;
import java.io.FileDescriptor;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Where the JDK lets go of a descriptor, whoever closed: the application, an I/O thread that ends a
 * deferred close, a Selector, or the collector's Cleaner. JDK 17 declares these methods in {@code
 * SocketDispatcher}, later ones in its parent {@code UnixDispatcher}, with other parameters even
 * between updates of 17; each target weaves what its class declares. {@code preClose} replaces the socket under the descriptor: for TCP that is the
 * close.
 */
public final class DescriptorHooks {

    public static final List<Target> TARGETS =
            List.of(dispatcher("sun.nio.ch.SocketDispatcher"), dispatcher("sun.nio.ch.UnixDispatcher"));

    private DescriptorHooks() {}

    private static Target dispatcher(String className) {
        return Target.of(className)
                .whereDeclared()
                .hook("close", Release.class, FileDescriptor.class)
                .hook("preClose", Release.class, FileDescriptor.class)
                .hook("preClose", Release.class, FileDescriptor.class, long.class, long.class)
                .hook("implPreClose", Release.class, FileDescriptor.class, long.class, long.class);
    }

    static final class Release {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.Argument(0) FileDescriptor fd) {
            return Bridge.releasing(fd);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object close) {
            Bridge.closed(close);
        }
    }
}
