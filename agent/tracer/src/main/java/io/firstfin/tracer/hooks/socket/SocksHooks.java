package io.firstfin.tracer.hooks.socket;

import io.firstfin.bootstrap.Bridge;
import io.firstfin.tracer.weave.Target;
import java.net.SocketAddress;
import java.net.SocketImpl;
import net.bytebuddy.asm.Advice;

/**
 * {@code java.net.SocksSocketImpl}: above each {@code java.net.Socket} that may have to go through a SOCKS proxy. Inside
 * its connect the socket below connects to the proxy, or to the destination itself where there is none.
 */
public final class SocksHooks {

    public static final Target TARGET =
            Target.of("java.net.SocksSocketImpl").hook("connect", Connect.class, SocketAddress.class, int.class);

    private SocksHooks() {}

    static final class Connect {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(
                @Advice.FieldValue("delegate") SocketImpl socket, @Advice.Argument(0) SocketAddress target) {
            return Bridge.socksConnecting(socket, target);
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object asked, @Advice.Thrown Throwable failure) {
            Bridge.socksConnected(asked, failure);
        }
    }
}
