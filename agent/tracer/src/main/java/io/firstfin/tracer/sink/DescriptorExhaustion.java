package io.firstfin.tracer.sink;

/**
 * What this JVM held open when a call failed for want of a descriptor.
 *
 * @param limit of descriptors; -1 when not known
 * @param connections that are traced and open
 * @param established how many of them are in ESTABLISHED; -1 when the kernel could not be asked
 * @param closeWait how many of them are in CLOSE_WAIT; -1 likewise
 * @param openedBy the call site that opened most of them; null when none is known
 * @param openedThere how many it opened
 */
public record DescriptorExhaustion(
        Failure failure,
        long limit,
        int connections,
        int established,
        int closeWait,
        String openedBy,
        int openedThere) {

    /**
     * A call that got no descriptor.
     *
     * @param accept it was to accept a connection; otherwise to make a socket
     * @param port what it accepts on; 0 when not known
     * @param site of the call; null when not known
     * @param suppressed failures before it that left no note
     */
    public record Failure(boolean accept, int port, String text, String site, int suppressed) {}
}
