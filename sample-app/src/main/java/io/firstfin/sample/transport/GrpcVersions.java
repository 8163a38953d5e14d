package io.firstfin.sample.transport;

import io.firstfin.sample.support.LibraryTable;
import java.util.List;
import java.util.Optional;

/** The versions of gRPC that are played: those of the {@link LibraryTable}. Loads without gRPC. */
public final class GrpcVersions {
    private static final String EPOLL = "io.grpc.netty.shaded.io.netty.channel.epoll.Epoll";

    private GrpcVersions() {}

    /** As the command line names them. */
    public static List<String> variants() {
        return LibraryTable.variantsOf("grpc-netty-shaded");
    }

    /** Why this machine does not let its native transport work; empty when it does. */
    public static Optional<String> unavailableBecause() throws ReflectiveOperationException {
        Object cause = Class.forName(EPOLL).getMethod("unavailabilityCause").invoke(null);
        return Optional.ofNullable(cause).map(Object::toString);
    }
}
