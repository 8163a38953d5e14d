package io.firstfin.tracer.lifecycle;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Reads an address as Netty's native code writes it ({@code netty_unix_socket.c}, read there by
 * {@code io.netty.channel.unix.NativeInetAddress}). A length, then in network order:
 * <pre>
 *  8   4 bytes of IPv4 address, u32 port
 * 24  16 bytes of IPv6 address, u32 scope, u32 port
 * </pre>
 */
final class NettyAddress {

    private static final int V4 = 8;
    private static final int V6 = 24;

    private NettyAddress() {}

    /** Null when it is none of these. */
    static InetSocketAddress of(byte[] written) {
        int length = written == null || written.length == 0 ? 0 : written[0];
        if (length != V4 && length != V6 || written.length <= length) {
            return null;
        }
        byte[] address = new byte[length == V4 ? 4 : 16];
        ByteBuffer bytes = ByteBuffer.wrap(written);
        bytes.get(1, address);
        int port = bytes.getInt(length - 3);
        try {
            return port < 0 || port > 0xffff ? null : new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException impossible) {
            return null;
        }
    }
}
