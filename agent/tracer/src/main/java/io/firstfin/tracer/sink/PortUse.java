package io.firstfin.tracer.sink;

/**
 * The ports of one budget, counted in the kernel's table.
 *
 * @param capacity ports there are; -1 when they belong to the peer
 * @param timeWaitOurs TIME_WAIT sockets that this JVM left
 * @param timeWaitReusable TIME_WAIT sockets whose port a connect may take already
 * @param otherProcesses rows that are not this JVM's; -1 when some may be
 * @param free ports that a connect could take now; -1 when not known
 * @param owners who holds them, in lines
 */
public record PortUse(
        int capacity,
        int established,
        int timeWait,
        int otherStates,
        int timeWaitOurs,
        int timeWaitReusable,
        int otherProcesses,
        int free,
        String owners) {}
