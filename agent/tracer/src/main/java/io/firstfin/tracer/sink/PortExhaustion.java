package io.firstfin.tracer.sink;

import io.firstfin.kernel.sysctl.KernelSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Who held the ports when a call found none free.
 *
 * @param local our address; null for the wildcard, or where the kernel showed no port in use toward the destination
 * @param use how many ports were in use, and how
 * @param guilty the call site that held most of them; null when none is known
 */
public record PortExhaustion(Failure failure, InetAddress local, PortUse use, String guilty, KernelSettings settings) {

    /** A call that can find no free port. */
    public enum Call {
        CONNECT,
        BIND
    }

    /**
     * A call that found no free port.
     *
     * @param asked where a connect was to go, or what a bind was to take
     * @param site of the call that failed; null when not known
     * @param suppressed failures before it that left no note
     */
    public record Failure(Call call, String api, InetSocketAddress asked, String text, String site, int suppressed) {}
}
