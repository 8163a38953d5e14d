package io.firstfin.sample.tracefs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where tracefs is mounted, and whether it lets us work. Mounts nothing. */
final class TraceFolder {
    static final List<String> EVENTS =
            List.of("sock/inet_sock_set_state", "tcp/tcp_send_reset", "tcp/tcp_receive_reset");

    private static final List<Path> MOUNTS =
            List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

    private TraceFolder() {}

    /** The mounted folder, if this process may see it. */
    static Optional<Path> find() {
        return MOUNTS.stream()
                .filter(mount -> Files.isDirectory(mount.resolve("instances")))
                .findFirst();
    }

    /** Why it cannot be used, said for a user; empty when it can. */
    static Optional<String> unavailableBecause() {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return Optional.of("tracefs is an interface of Linux");
        }
        Optional<Path> folder = find();
        if (folder.isEmpty()) {
            return Optional.of("tracefs is not mounted, or hidden from this user; as root:"
                    + " mount -t tracefs nodev /sys/kernel/tracing");
        }
        if (!Files.isWritable(folder.get().resolve("instances"))) {
            return Optional.of("tracefs may be used by root only");
        }
        return EVENTS.stream()
                .filter(event -> !Files.exists(folder.get().resolve("events").resolve(event)))
                .findFirst()
                .map(event -> "this kernel has no trace event " + event);
    }
}
