package io.firstfin.analysis.model;

import java.util.List;

/**
 * Failures for want of a local port, with what the kernel showed when the first of them happened.
 *
 * @param jvm whose they are: its place among the model's JVMs
 * @param destination where the connection should have led; a bind knows none but our address
 * @param call CONNECT or BIND
 * @param count how many failed, those included that were told only as a number
 * @param held what the kernel showed then
 * @param owners whose those sockets were, a line for each, the most first
 * @param guilty the place in the code that had most of them; empty when unknown
 * @param settings the kernel's settings then
 * @param failure the text of the exception
 */
public record PortExhaustion(
        int jvm,
        Destination destination,
        String call,
        long count,
        PortCount held,
        List<String> owners,
        String guilty,
        String settings,
        String failure) {

    /** The share of the ports that may become free between a failure and the kernel's answer. */
    public static final double FREED_MEANWHILE = 0.05;

    /**
     * Whether the kernel showed many free ports at the failure of a connect, so that something else than
     * a want of ports made it fail. Some may become free before the kernel is asked.
     */
    public boolean isContradicted() {
        return !atBind() && held.capacity() > 0 && held.free() > FREED_MEANWHILE * held.capacity();
    }

    /** Whether a bind before connect failed, which asks one pool for all destinations. */
    public boolean atBind() {
        return call.equals("BIND");
    }
}
