package io.firstfin.kernel.ports;

import io.firstfin.kernel.sysctl.KernelSettings;
import io.firstfin.kernel.sysctl.PortRanges;

/**
 * The local ports that the kernel chooses from, as this namespace is set. Connects take ports of one
 * parity first; the budget is both. A socket's own IP_LOCAL_PORT_RANGE is not known here.
 */
public final class EphemeralPorts {

    /** As the kernel has it where it does not tell: {@code tcp_tw_reuse_delay} came with 6.14. */
    private static final long DEFAULT_DELAY_MILLIS = 1_000;

    private final KernelSettings settings;
    private final PortRanges reserved;

    public EphemeralPorts(KernelSettings settings) {
        this.settings = settings;
        this.reserved = PortRanges.parse(settings.reservedPorts());
    }

    public KernelSettings settings() {
        return settings;
    }

    /** How many there are; -1 when the kernel does not tell. */
    public int capacity() {
        return settings.ephemeralPorts();
    }

    /** Whether the kernel may choose it. */
    public boolean contain(int port) {
        return port >= settings.firstPort() && port <= settings.lastPort() && !reserved.contains(port);
    }

    /**
     * For how long a TIME_WAIT keeps its port from a connect to the same destination, in milliseconds:
     * less than 60 s where tcp_tw_reuse lets connect take it over, which the peer's timestamps allow.
     *
     * @param loopback either end has a loopback address
     */
    public long holdMillis(boolean loopback) {
        boolean reused = settings.timestamps() > 0 && (settings.twReuse() == 1 || settings.twReuse() == 2 && loopback);
        if (!reused) {
            return Ages.TIME_WAIT_SECONDS * 1_000L;
        }
        return settings.twReuseDelay() < 0 ? DEFAULT_DELAY_MILLIS : settings.twReuseDelay();
    }
}
