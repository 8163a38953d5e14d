package io.firstfin.tracer.connection;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The IPv4 addresses that were met last, with their texts: most connections share a few of them, so that none has to hold
 * its own. An address that took the slot of another one only costs making its text again.
 */
final class KnownAddresses {

    private static final int SLOTS = 256;

    private static final AtomicReferenceArray<Known> KNOWN = new AtomicReferenceArray<>(SLOTS);

    private KnownAddresses() {}

    private static final class Known {
        private final InetAddress address;
        private final String text;

        Known(InetAddress address) {
            this.address = address;
            this.text = address.getHostAddress();
        }
    }

    /** An equal address that is known already, or this one; null for null. */
    static InetAddress shared(InetAddress address) {
        return address instanceof Inet4Address ? known(address).address : address;
    }

    /** The address in numbers; null for null. */
    static String text(InetAddress address) {
        // two that are equal of IPv6 may differ in their scope
        return address instanceof Inet4Address
                ? known(address).text
                : address == null ? null : address.getHostAddress();
    }

    private static Known known(InetAddress address) {
        int hash = address.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        Known known = KNOWN.get(slot);
        if (known == null || !known.address.equals(address)) {
            known = new Known(address);
            KNOWN.set(slot, known);
        }
        return known;
    }
}
