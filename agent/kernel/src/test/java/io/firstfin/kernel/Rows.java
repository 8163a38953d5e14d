package io.firstfin.kernel;

import io.firstfin.testing.Choices;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Random rows of the kernel's table, many of which share an address or a port. */
public final class Rows {
    private Rows() {}

    /** As sock_diag can show it: without a timer nothing expires. */
    public static SocketRow row(Choices choices) {
        int timer = choices.between(0, 4);
        long expires = u32(choices);
        return new SocketRow(
                choices.of(TcpState.values()),
                new Endpoints(address(choices), port(choices), address(choices), port(choices)),
                u32(choices) << Integer.SIZE | u32(choices),
                timer,
                timer == SocketRow.TIMER_NONE ? -1 : expires,
                u32(choices),
                choices.signed(Integer.MAX_VALUE),
                u32(choices),
                u32(choices));
    }

    /** IPv4, IPv4 as an IPv6 object, or IPv6 with or without a scope. */
    public static InetAddress address(Choices choices) {
        byte[] bytes = new byte[16];
        bytes[15] = (byte) choices.between(0, 2);
        bytes[12] = (byte) choices.signed(Byte.MAX_VALUE);
        return choices.oneOf(
                Choices.weighted(2, inner -> v4(bytes)),
                Choices.weighted(1, inner -> mapped(bytes)),
                Choices.weighted(2, inner -> v6(inner, bytes)));
    }

    private static InetAddress v4(byte[] bytes) {
        return made(() -> InetAddress.getByAddress(new byte[] {bytes[12], 0, 0, bytes[15]}));
    }

    private static InetAddress mapped(byte[] bytes) {
        bytes[10] = -1;
        bytes[11] = -1;
        return made(() -> Inet6Address.getByAddress(null, bytes, -1));
    }

    private static InetAddress v6(Choices choices, byte[] bytes) {
        bytes[0] = (byte) choices.signed(Byte.MAX_VALUE);
        bytes[7] = (byte) choices.signed(Byte.MAX_VALUE);
        bytes[10] = (byte) choices.signed(Byte.MAX_VALUE);
        bytes[11] = (byte) choices.signed(Byte.MAX_VALUE);
        int scope = choices.between(-1, 2);
        return made(() -> Inet6Address.getByAddress(null, bytes, scope));
    }

    private interface Maker {
        InetAddress make() throws UnknownHostException;
    }

    private static InetAddress made(Maker maker) {
        try {
            return maker.make();
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }

    private static int port(Choices choices) {
        return choices.between(0, 65_535);
    }

    private static long u32(Choices choices) {
        return choices.between(0L, 0xffff_ffffL);
    }
}
