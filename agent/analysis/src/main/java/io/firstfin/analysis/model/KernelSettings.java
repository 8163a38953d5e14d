package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sysctls of a network namespace that bear on TIME_WAIT and ports; -1 where the kernel does not tell.
 *
 * @param kernelVersion such as {@code 6.18.5}; empty when unknown
 * @param firstPort the first of {@code ip_local_port_range}
 * @param lastPort the last of {@code ip_local_port_range}
 * @param reservedPorts {@code ip_local_reserved_ports}; empty when none
 * @param ephemeralPorts ports that connect can choose from
 * @param twReuse {@code tcp_tw_reuse}: 0 off, 1 on, 2 for loopback only
 * @param twReuseDelay how old a TIME_WAIT must be to be reused
 * @param timestamps {@code tcp_timestamps}: 0 off, else on
 * @param maxTimeWaitBuckets above this the kernel drops TIME_WAIT sockets
 * @param finTimeout how long an orphaned FIN_WAIT2 is kept
 */
public record KernelSettings(
        String kernelVersion,
        int firstPort,
        int lastPort,
        String reservedPorts,
        int ephemeralPorts,
        int twReuse,
        Duration twReuseDelay,
        int timestamps,
        int maxTimeWaitBuckets,
        Duration finTimeout)
        implements Serializable {

    /** Ports of {@code ip_local_port_range} unless changed: 32768 to 60999. */
    public static final int DEFAULT_RANGE = 28_232;

    /** The widest range that leaves the well-known ports alone: 1024 to 65535. */
    public static final int WIDEST_RANGE = 64_512;

    private static final int LAST_PORT = 65_535;

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** Whether connect may take over a port in TIME_WAIT towards that destination. */
    public boolean reusesTimeWait(Destination destination) {
        boolean allowed = twReuse == 1 || twReuse == 2 && destination.isLoopback();
        return allowed && timestamps != 0;
    }

    /** Whether this Linux is older than a release; false where its version is not known. */
    public boolean isBefore(int major, int minor) {
        Matcher version = VERSION.matcher(kernelVersion);
        if (!version.lookingAt()) {
            return false;
        }
        int here = Integer.parseInt(version.group(1));
        return here < major || here == major && Integer.parseInt(version.group(2)) < minor;
    }

    /** Whether connect may choose this port: it is in the range, and not reserved. */
    public boolean isForConnects(int port) {
        return firstPort <= port
                && port <= lastPort
                && reserved().noneMatch(some -> some.first <= port && port <= some.last);
    }

    /** How many ports of the widest range are reserved; 0 for a text that is none of the kernel's. */
    public int reservedOfWidestRange() {
        return reserved().mapToInt(PortRange::ofWidestRange).sum();
    }

    private Stream<PortRange> reserved() {
        return !reservedPorts.matches("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*")
                ? Stream.empty()
                : Arrays.stream(reservedPorts.split(",")).map(PortRange::parse);
    }

    /** Ports from the first to the last, both included. */
    private record PortRange(int first, int last) {

        static PortRange parse(String range) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            return new PortRange(first, Integer.parseInt(range.substring(dash + 1)));
        }

        int ofWidestRange() {
            return Math.max(0, Math.min(last, LAST_PORT) - Math.max(first, LAST_PORT + 1 - WIDEST_RANGE) + 1);
        }
    }

    /** After how long such a port is free again; one second where the kernel does not tell. */
    public Duration reuseDelay() {
        return twReuseDelay.isNegative() ? Duration.ofSeconds(1) : twReuseDelay;
    }
}
