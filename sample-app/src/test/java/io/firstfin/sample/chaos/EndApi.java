package io.firstfin.sample.chaos;

import java.util.Arrays;
import java.util.List;

/** The APIs an endpoint can be opened by. */
public enum EndApi {
    /** {@link java.net.Socket}. */
    SOCKET,
    /** The same on a virtual thread, where the JDK has them. */
    VIRTUAL,
    /** TLS over {@link java.net.Socket}. */
    TLS,
    /** A blocking {@link java.nio.channels.SocketChannel}. */
    CHANNEL,
    /** A non-blocking one that is registered nowhere. */
    NONBLOCKING,
    /** A non-blocking one in a selector whose loop is running. */
    SELECTOR,
    /** A non-blocking one in a selector of its own, which selects late. */
    LATE_SELECT,
    /** {@link java.nio.channels.AsynchronousSocketChannel}. */
    ASYNC,
    /** Netty's native epoll transport. */
    NETTY,
    /** A plain process that is not traced; only as a server. */
    PEER;

    /** What a victim can open connections by. */
    static List<EndApi> clients(boolean netty) {
        return Arrays.stream(values())
                .filter(api -> api != PEER && (netty || api != NETTY))
                .toList();
    }
}
