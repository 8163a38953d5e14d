package io.firstfin.tracer.weave;

import java.util.ArrayList;
import java.util.List;

/** Everything that gets woven. UNIX-domain and datagram sockets have classes of their own: not here. */
final class Targets {

    static final List<Target> ALL = all();

    private Targets() {}

    private static List<Target> all() {
        List<Target> targets = new ArrayList<>();
        targets.add(NetHooks.TARGET);
        targets.add(SocketHooks.TARGET);
        targets.add(SocketChannelHooks.TARGET);
        targets.add(ServerSocketChannelHooks.TARGET);
        targets.add(AsynchronousChannelHooks.CHANNEL);
        targets.add(AsynchronousChannelHooks.CHANNEL_BASE);
        targets.add(AsynchronousChannelHooks.SERVER);
        targets.add(AsynchronousChannelHooks.SERVER_BASE);
        targets.addAll(AsynchronousChannelHooks.FAILURES);
        targets.addAll(DescriptorHooks.TARGETS);
        targets.addAll(HttpUrlHooks.TARGETS);
        return List.copyOf(targets);
    }
}
