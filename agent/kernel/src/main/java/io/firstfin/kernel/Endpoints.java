package io.firstfin.kernel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The 4-tuple that names a TCP connection, seen from one end. A listening socket has the wildcard
 * address and port 0 as its remote end.
 *
 * <p>Java's sockets are dual-stack, so the kernel shows IPv4 connections as {@code ::ffff:a.b.c.d}
 * (RFC 4291, 2.5.5.2). Such addresses are normalised to {@link Inet4Address} here, which makes the
 * 4-tuples of the JDK, of netlink and of procfs equal.
 *
 * @param local      our address
 * @param localPort  our port, 0 to 65535
 * @param remote     the peer's address
 * @param remotePort the peer's port, 0 to 65535
 */
public record Endpoints(InetAddress local, int localPort, InetAddress remote, int remotePort) {
    private static final int V6_LENGTH = 16;
    private static final int MAPPED_PREFIX = 12;

    public Endpoints {
        local = unmapped(local);
        remote = unmapped(remote);
    }

    /** The same connection seen from the other end. */
    public Endpoints mirrored() {
        return new Endpoints(remote, remotePort, local, localPort);
    }

    /** Both ends are IPv4, whatever the family of the socket. */
    public boolean isV4() {
        return local instanceof Inet4Address && remote instanceof Inet4Address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Endpoints
                && localPort == ((Endpoints) other).localPort
                && remotePort == ((Endpoints) other).remotePort
                && local.equals(((Endpoints) other).local)
                && remote.equals(((Endpoints) other).remote);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(local, localPort, remote, remotePort);
    }

    /** {@code a.b.c.d:port > a.b.c.d:port}, numbers only: never a name look-up. */
    @Override
    public String toString() {
        return text(local, localPort) + " > " + text(remote, remotePort);
    }

    private static String text(InetAddress address, int port) {
        return address instanceof Inet6Address
                ? "[" + address.getHostAddress() + "]:" + port
                : address.getHostAddress() + ":" + port;
    }

    private static InetAddress unmapped(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        for (int i = 0; i < MAPPED_PREFIX; i++) {
            if (bytes[i] != (i < 10 ? 0 : (byte) 0xff)) {
                return address;
            }
        }
        byte[] v4 = new byte[V6_LENGTH - MAPPED_PREFIX];
        System.arraycopy(bytes, MAPPED_PREFIX, v4, 0, v4.length);
        try {
            return InetAddress.getByAddress(v4);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an IPv4 address", e);
        }
    }
}
