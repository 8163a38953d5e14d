package io.firstfin.tracer.sink;

/** Says in words what the kernel shows on a local port that could not be bound. */
@FunctionalInterface
public interface PortHolderText {

    /** @param reuseAddress whether the socket that failed to bind had SO_REUSEADDR set */
    String of(int port, boolean reuseAddress);
}
