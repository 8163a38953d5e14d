package io.firstfin.sample.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The native transports, with the versions in which they are played: {@code epoll-4.1.136.Final} is the
 * name of a variant, and of the folder in sample-libraries that gives it a class path.
 */
public enum Transport {
    EPOLL("epoll.Epoll", "4.1.136.Final", "4.2.18.Final"),
    IO_URING("uring.IoUring", "4.2.18.Final");

    private final String prefix;
    private final List<String> versions;

    Transport(String prefix, String... versions) {
        this.prefix = prefix;
        this.versions = List.of(versions);
    }

    /** As the command line names them. */
    public static List<String> variants() {
        return Arrays.stream(values()).flatMap(Transport::ownVariants).toList();
    }

    public static Transport of(String variant) {
        return Arrays.stream(values())
                .filter(transport -> transport.ownVariants().anyMatch(variant::equals))
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

    private Stream<String> ownVariants() {
        return versions.stream().map(version -> name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + version);
    }
}
