package io.firstfin.sample.transport;

import io.firstfin.sample.support.LibraryTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The native transports; the {@link LibraryTable} has the versions in which they are played. */
public enum Transport {
    EPOLL("epoll.Epoll"),
    IO_URING("uring.IoUring");

    private final String prefix;

    Transport(String prefix) {
        this.prefix = prefix;
    }

    /** As the command line names them. */
    public static List<String> variants() {
        return Arrays.stream(values())
                .flatMap(transport -> transport.ownVariants().stream())
                .toList();
    }

    public static Transport of(String variant) {
        return Arrays.stream(values())
                .filter(transport -> transport.ownVariants().contains(variant))
                .findFirst()
                .orElseThrow();
    }

    /** As FirstFin names it in {@code api}. */
    String api() {
        return "Netty " + name().toLowerCase(Locale.ROOT);
    }

    /** Why this machine does not let it work; empty when it does. */
    public Optional<String> unavailableBecause() throws ReflectiveOperationException {
        Object cause = type("").getMethod("unavailabilityCause").invoke(null);
        return Optional.ofNullable(cause).map(Object::toString);
    }

    /** A class of Netty's whose name begins with that of the transport. */
    Class<?> type(String suffix) throws ClassNotFoundException {
        return Class.forName("io.netty.channel." + prefix + suffix);
    }

    private List<String> ownVariants() {
        return LibraryTable.variantsOf(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
