package io.firstfin.tracer.hooks.http;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import java.nio.channels.SelectionKey;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** What Undertow runs on. Its connections do not show the channel below them: they name it here. */
public final class XnioHooks {

    private static final String CONNECTION = "org.xnio.nio.NioSocketStreamConnection";

    public static final Library LIBRARY = Library.of(
            "XNIO",
            new Library.Home(CONNECTION, "org.jboss.xnio", "xnio-nio"),
            List.of("3.8."),
            Target.of(CONNECTION)
                    .hookNamed(
                            "<init>",
                            Opened.class,
                            "org.xnio.nio.WorkerThread",
                            "java.nio.channels.SelectionKey",
                            "org.xnio.nio.ChannelClosed"));

    private XnioHooks() {}

    static final class Opened {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Object connection, @Advice.Argument(1) SelectionKey key) {
            HttpBridge.aliasOf(connection, key.channel());
        }
    }
}
