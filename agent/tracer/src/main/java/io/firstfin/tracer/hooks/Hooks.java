package io.firstfin.tracer.hooks;

import io.firstfin.tracer.hooks.http.ApacheHttpClient4Hooks;
import io.firstfin.tracer.hooks.http.ApacheHttpClient5Hooks;
import io.firstfin.tracer.hooks.http.HttpUrlHooks;
import io.firstfin.tracer.hooks.http.JavaNetHttpHooks;
import io.firstfin.tracer.hooks.http.JdkHttpServerHooks;
import io.firstfin.tracer.hooks.http.JettyHooks;
import io.firstfin.tracer.hooks.http.JettyServerHooks;
import io.firstfin.tracer.hooks.http.NettyChannelHooks;
import io.firstfin.tracer.hooks.http.NettyHooks;
import io.firstfin.tracer.hooks.http.OkHttpHooks;
import io.firstfin.tracer.hooks.http.ReactorNettyHooks;
import io.firstfin.tracer.hooks.http.TomcatHooks;
import io.firstfin.tracer.hooks.http.UndertowHooks;
import io.firstfin.tracer.hooks.http.XnioHooks;
import io.firstfin.tracer.hooks.pool.HikariHooks;
import io.firstfin.tracer.hooks.socket.AsynchronousChannelHooks;
import io.firstfin.tracer.hooks.socket.DescriptorHooks;
import io.firstfin.tracer.hooks.socket.ExitHooks;
import io.firstfin.tracer.hooks.socket.NetHooks;
import io.firstfin.tracer.hooks.socket.ReferenceQueueHooks;
import io.firstfin.tracer.hooks.socket.ServerSocketChannelHooks;
import io.firstfin.tracer.hooks.socket.SocketChannelHooks;
import io.firstfin.tracer.hooks.socket.SocketHooks;
import io.firstfin.tracer.hooks.socket.SocksHooks;
import io.firstfin.tracer.hooks.transport.NettyNativeHooks;
import io.firstfin.tracer.hooks.transport.NettyUringHooks;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import java.util.ArrayList;
import java.util.List;

/** Everything that gets woven. UNIX-domain and datagram sockets have classes of their own: not here. */
public final class Hooks {

    /** The JDK's sockets. */
    public static final List<Target> SOCKETS = sockets();

    private Hooks() {}

    /** What uses them, in the JDK and beyond. Loads all of their advice, which takes a moment. */
    public static List<Library> libraries() {
        return List.of(
                ExitHooks.LIBRARY,
                HikariHooks.LIBRARY,
                ReferenceQueueHooks.LIBRARY,
                HttpUrlHooks.LIBRARY,
                OkHttpHooks.LIBRARY,
                ApacheHttpClient4Hooks.LIBRARY,
                JdkHttpServerHooks.LIBRARY,
                JettyHooks.LIBRARY,
                ApacheHttpClient5Hooks.LIBRARY,
                JavaNetHttpHooks.LIBRARY,
                NettyHooks.LIBRARY,
                NettyChannelHooks.LIBRARY,
                ReactorNettyHooks.LIBRARY,
                NettyNativeHooks.LIBRARY,
                NettyUringHooks.LIBRARY,
                TomcatHooks.LIBRARY,
                UndertowHooks.LIBRARY,
                XnioHooks.LIBRARY,
                JettyServerHooks.LIBRARY);
    }

    private static List<Target> sockets() {
        List<Target> targets = new ArrayList<>();
        targets.add(NetHooks.TARGET);
        targets.add(SocketHooks.TARGET);
        targets.add(SocksHooks.TARGET);
        targets.add(SocketChannelHooks.TARGET);
        targets.add(ServerSocketChannelHooks.TARGET);
        targets.add(AsynchronousChannelHooks.CHANNEL);
        targets.add(AsynchronousChannelHooks.CHANNEL_BASE);
        targets.add(AsynchronousChannelHooks.SERVER);
        targets.add(AsynchronousChannelHooks.SERVER_BASE);
        targets.addAll(AsynchronousChannelHooks.FAILURES);
        targets.addAll(DescriptorHooks.TARGETS);
        return List.copyOf(targets);
    }
}
