package io.firstfin.analysis.event;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.verdict.Role;
import java.io.Serializable;

/**
 * The two ends of a connection; an IPv4 address is written as people write it, however the kernel
 * holds it.
 */
public record Ends(String localAddress, int localPort, String remoteAddress, int remotePort) implements Serializable {

    /** Where the connection leads. The network namespace is filled in when it is known. */
    public Destination destination(Role role) {
        return switch (role) {
            case CLIENT -> client();
            case SERVER -> Destination.server("", localPort);
            case UNKNOWN -> Destination.unknown("");
        };
    }

    /** What shares a budget of ports. */
    public Destination destination(PortSide side) {
        return side == PortSide.SERVER ? Destination.server("", localPort) : client();
    }

    /** Whether both ends are the same, so that a socket connected to itself. */
    public boolean areOne() {
        return !localAddress.isEmpty()
                && localAddress.equals(remoteAddress)
                && localPort > 0
                && localPort == remotePort;
    }

    /** A name for this pair of ends: 64 bits, so that two of a million are not taken for one. */
    public long key() {
        long hash = mixed(0xcbf29ce484222325L, localAddress);
        hash = (hash ^ localPort) * 0x100000001b3L;
        hash = mixed(hash, remoteAddress);
        hash = (hash ^ remotePort) * 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 32;
    }

    private static long mixed(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mixed;
    }

    private Destination client() {
        return Destination.client("", localAddress, remoteAddress, remotePort);
    }
}
