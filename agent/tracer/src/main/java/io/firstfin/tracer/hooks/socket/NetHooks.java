package io.firstfin.tracer.hooks.socket;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.weave.Target;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import net.bytebuddy.asm.Advice;

/**
 * What the JDK itself learns or sets on the way, in {@code sun.nio.ch.Net}: listened to here, it need
 * not be asked from the kernel again at every connect and close.
 */
public final class NetHooks {

    public static final Target TARGET = Target.of("sun.nio.ch.Net")
            .hook("socket", Created.class, ProtocolFamily.class, boolean.class)
            .hook("socket", Opened.class, ProtocolFamily.class, boolean.class)
            .hook("localAddress", Located.class, FileDescriptor.class)
            .hook(
                    "setSocketOption",
                    OptionSet.class,
                    FileDescriptor.class,
                    ProtocolFamily.class,
                    SocketOption.class,
                    Object.class);

    private NetHooks() {}

    static final class Created {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Return FileDescriptor fd, @Advice.Argument(1) boolean stream) {
            Bridge.created(fd, stream);
        }
    }

    static final class Opened {
        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Thrown Throwable failure) {
            Bridge.opened(null, failure);
        }
    }

    static final class Located {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Argument(0) FileDescriptor fd, @Advice.Return InetSocketAddress local) {
            Bridge.localAddressRead(fd, local);
        }
    }

    static final class OptionSet {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Argument(0) FileDescriptor fd, @Advice.Argument(2) SocketOption<?> option) {
            Bridge.optionSet(fd, option);
        }
    }
}
