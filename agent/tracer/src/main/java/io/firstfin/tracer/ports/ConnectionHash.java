package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import java.net.InetAddress;

/**
 * A 4-tuple as 64 bits, which stand for it: among 100,000 of them two are alike once in three billion
 * tables.
 */
final class ConnectionHash {

    /** Of splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private ConnectionHash() {}

    /** Never 0. */
    static long of(Endpoints ends) {
        long hash = mix(ends.localPort() << 16 | ends.remotePort());
        hash = add(hash, ends.local());
        hash = add(hash, ends.remote());
        return hash == 0 ? GAMMA : hash;
    }

    private static long add(long hash, InetAddress address) {
        long sum = hash;
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i += Integer.BYTES) {
            int word = bytes[i] << 24 | (bytes[i + 1] & 0xff) << 16 | (bytes[i + 2] & 0xff) << 8 | bytes[i + 3] & 0xff;
            sum = mix(sum + word);
        }
        return sum;
    }

    private static long mix(long value) {
        long z = value + GAMMA;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
