package io.firstfin.kernel.sysctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kernel settings that bear on TIME_WAIT and ports. Those under {@code net} are of the network
 * namespace of the thread that reads them. -1 or null where the kernel does not tell.
 *
 * @param kernelVersion      {@code kernel/osrelease}
 * @param networkNamespace   such as {@code net:[4026531840]}
 * @param firstPort          first of {@code ip_local_port_range}
 * @param lastPort           last of {@code ip_local_port_range}
 * @param reservedPorts      {@code ip_local_reserved_ports} as written; empty when none
 * @param ephemeralPorts     ports connect can choose from: the range less the reserved ones in it
 * @param twReuse            {@code tcp_tw_reuse}: 0 off, 1 on, 2 for loopback only
 * @param twReuseDelay       {@code tcp_tw_reuse_delay}, milliseconds
 * @param timestamps         {@code tcp_timestamps}: 0 off, 1 on, 2 on without random offset
 * @param maxTimeWaitBuckets {@code tcp_max_tw_buckets}
 * @param finTimeout         {@code tcp_fin_timeout}, seconds: an orphaned FIN_WAIT2, not TIME_WAIT
 * @param maxOrphans         {@code tcp_max_orphans}
 * @param retries2           {@code tcp_retries2}
 * @param abortOnOverflow    {@code tcp_abort_on_overflow}
 * @param somaxconn          {@code net/core/somaxconn}
 */
public record KernelSettings(
        String kernelVersion,
        String networkNamespace,
        int firstPort,
        int lastPort,
        String reservedPorts,
        int ephemeralPorts,
        int twReuse,
        long twReuseDelay,
        int timestamps,
        int maxTimeWaitBuckets,
        long finTimeout,
        int maxOrphans,
        int retries2,
        int abortOnOverflow,
        int somaxconn) {

    /** The settings of this process's network namespace. Never throws. */
    public static KernelSettings read() {
        return read(Path.of("/proc/sys"), Path.of("/proc/self/ns/net"));
    }

    /**
     * The settings under another root. Never throws.
     *
     * @param sysctls              a folder laid out as {@code /proc/sys}
     * @param networkNamespaceLink the link that names the namespace
     */
    public static KernelSettings read(Path sysctls, Path networkNamespaceLink) {
        SysctlFolder kernel = new SysctlFolder(sysctls.resolve("kernel"));
        SysctlFolder ipv4 = new SysctlFolder(sysctls.resolve("net/ipv4"));
        SysctlFolder core = new SysctlFolder(sysctls.resolve("net/core"));
        long[] range = ipv4.numbers("ip_local_port_range");
        int first = (int) range[0];
        int last = (int) range[1];
        String reserved = ipv4.longText("ip_local_reserved_ports");
        return new KernelSettings(
                kernel.text("osrelease"),
                target(networkNamespaceLink),
                first,
                last,
                reserved,
                ephemeralPorts(first, last, reserved),
                (int) ipv4.number("tcp_tw_reuse"),
                ipv4.number("tcp_tw_reuse_delay"),
                (int) ipv4.number("tcp_timestamps"),
                (int) ipv4.number("tcp_max_tw_buckets"),
                ipv4.number("tcp_fin_timeout"),
                (int) ipv4.number("tcp_max_orphans"),
                (int) ipv4.number("tcp_retries2"),
                (int) ipv4.number("tcp_abort_on_overflow"),
                (int) core.number("somaxconn"));
    }

    private static int ephemeralPorts(int first, int last, String reserved) {
        if (first < 0 || last < first) {
            return -1;
        }
        return last - first + 1 - PortRanges.parse(reserved).countWithin(first, last);
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException | UnsupportedOperationException notHere) {
            return null;
        }
    }
}
