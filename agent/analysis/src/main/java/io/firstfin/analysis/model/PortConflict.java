package io.firstfin.analysis.model;

/**
 * Connects that failed because the local port of their socket was in use towards the destination already.
 *
 * @param jvm whose they are: its place among the model's JVMs
 * @param destination where they should have led
 * @param localPort the port that the sockets were bound to; 0 when it is not known
 * @param count how many failed
 * @param heldBy what held the port, and who, in words; empty when the kernel was not asked
 * @param failedAt the place in the code that one of them came from; empty when unknown
 */
public record PortConflict(
        int jvm, Destination destination, int localPort, long count, String heldBy, String failedAt) {}
