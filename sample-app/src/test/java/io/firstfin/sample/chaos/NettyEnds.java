package io.firstfin.sample.chaos;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Netty comes later. */
final class NettyEnds {
    static Doors.Door listen(InetSocketAddress local) throws IOException { throw new IOException("no netty"); }
    static End connect(InetSocketAddress to) throws IOException { throw new IOException("no netty"); }
}
