package io.firstfin.sample.transport;

import java.util.List;
import java.util.Optional;

/**
 * The versions of gRPC that are played; loads without gRPC. Each is the name of a variant, and of the
 * folder in sample-libraries that gives it a class path.
 */
public final class GrpcVersions {
    private static final String EPOLL = "io.grpc.netty.shaded.io.netty.channel.epoll.Epoll";

    private GrpcVersions() {}

    /** As the command line names them. */
    public static List<String> variants() {
        return List.of("grpc-netty-shaded-1.85.1");
    }

    /** Why this machine does not let its native transport work; empty when it does. */
    public static Optional<String> unavailableBecause() throws ReflectiveOperationException {
        Object cause = Class.forName(EPOLL).getMethod("unavailabilityCause").invoke(null);
        return Optional.ofNullable(cause).map(Object::toString);
    }
}
