package io.firstfin.kernel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The parts of {@link Endpoints} as numbers, for code that handles too many sockets to make objects of each.
 *
 * <p>An address is two longs in network order. IPv4 has the form {@code ::ffff:a.b.c.d} (RFC 4291, 2.5.5.2), also
 * where the socket is not dual-stack. So two addresses have the same longs exactly when the {@link InetAddress}es that
 * {@link Endpoints} holds are equal: neither compares the scope of an IPv6 address.
 */
public final class EndpointBits {
    private static final int V4_LENGTH = 4;
    private static final int V6_LENGTH = 16;
    private static final long MAPPED = 0xffffL << Integer.SIZE;

    /** Of splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private EndpointBits() {}

    /** The first half of an address. */
    public static long high(InetAddress address) {
        return address instanceof Inet4Address ? 0 : number(address.getAddress(), 0, Long.BYTES);
    }

    /** The second half of an address. */
    public static long low(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == V4_LENGTH ? v4(number(bytes, 0, V4_LENGTH)) : number(bytes, Long.BYTES, Long.BYTES);
    }

    /** The second half of an IPv4 address; the first is 0. */
    public static long v4(long address) {
        return MAPPED | address & 0xffff_ffffL;
    }

    /** The address of these halves, without a scope. */
    public static InetAddress address(long high, long low) {
        boolean v4 = high == 0 && (low & -1L << Integer.SIZE) == MAPPED;
        byte[] bytes = new byte[v4 ? V4_LENGTH : V6_LENGTH];
        for (int i = 1; i <= bytes.length; i++) {
            long half = i <= Long.BYTES ? low : high;
            bytes[bytes.length - i] = (byte) (half >>> (i - 1) % Long.BYTES * Byte.SIZE);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }

    /** {@link #hash(long, long, int, long, long, int)} of both ends. */
    public static long hash(Endpoints ends) {
        return hash(
                high(ends.local()),
                low(ends.local()),
                ends.localPort(),
                high(ends.remote()),
                low(ends.remote()),
                ends.remotePort());
    }

    /**
     * A 4-tuple as 64 bits, which represent it: among 100,000 of them two are alike once in three billion tables.
     * Never 0.
     */
    public static long hash(
            long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        long hash = mix((long) localPort << Short.SIZE | remotePort);
        hash = mix(hash + localLow + localHigh * GAMMA);
        hash = mix(hash + remoteLow + remoteHigh * GAMMA);
        return hash == 0 ? GAMMA : hash;
    }

    private static long mix(long value) {
        long z = value + GAMMA;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static long number(byte[] bytes, int first, int count) {
        long number = 0;
        for (int i = first; i < first + count; i++) {
            number = number << Byte.SIZE | bytes[i] & 0xff;
        }
        return number;
    }
}
