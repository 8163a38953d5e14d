package io.firstfin.kernel.sysctl;

import java.util.BitSet;

/**
 * A set of ports as {@code ip_local_reserved_ports} writes it: {@code 8080,9000-9010}. Pure. Parts
 * that are not a port or a range of ports are skipped.
 */
public final class PortRanges {
    private static final int MAX_PORT = 65_535;

    private final BitSet ports = new BitSet();

    private PortRanges() {}

    /** @param text null is an empty set */
    public static PortRanges parse(String text) {
        PortRanges ranges = new PortRanges();
        if (text != null) {
            for (String part : text.trim().split("[,\\s]+")) {
                ranges.add(part);
            }
        }
        return ranges;
    }

    /** How many ports from first to last, both included, are in this set. */
    public int countWithin(int first, int last) {
        return first < 0 || last < first ? 0 : ports.get(first, last + 1).cardinality();
    }

    /** Whether the port is in this set. */
    public boolean contains(int port) {
        return port >= 0 && ports.get(port);
    }

    private void add(String part) {
        int dash = part.indexOf('-');
        try {
            int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
            if (first >= 0 && first <= last && last <= MAX_PORT) {
                ports.set(first, last + 1);
            }
        } catch (NumberFormatException notAPort) {
            // An empty file is one empty part.
        }
    }
}
