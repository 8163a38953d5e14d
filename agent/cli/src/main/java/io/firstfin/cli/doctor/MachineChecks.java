package io.firstfin.cli.doctor;

import static io.firstfin.cli.doctor.Check.ok;
import static io.firstfin.cli.doctor.Check.stop;
import static io.firstfin.cli.doctor.Check.worry;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.source.SocketTables;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Checks from which source this machine lets FirstFin read the kernel's sockets. */
public final class MachineChecks {
    private MachineChecks() {}

    public static Section read(String kernelVersion) {
        try (SocketTable table = SocketTables.open(MethodHandles.lookup())) {
            return of(kernelVersion, table.source(), table.sourceReason());
        }
    }

    /** @param reason why the source is not sock_diag; null when it is */
    static Section of(String kernelVersion, SocketTable.Source source, String reason) {
        Check kernel = ok("kernel", kernelVersion, "TIME_WAIT lasts 60 s on every Linux; no setting changes that");
        return new Section("This machine", List.of(kernel, source(source, reason)));
    }

    private static Check source(SocketTable.Source source, String reason) {
        String name = "kernel source";
        return switch (source) {
            case SOCK_DIAG -> ok(name, "sock_diag", "the kernel answers for one connection in microseconds");
            case PROCFS ->
                worry(
                        name,
                        "/proc/net/tcp",
                        "netlink cannot be used" + (reason == null ? "" : ": " + reason) + ". Each look at the kernel"
                                + " reads its whole table, so FirstFin looks less often, and fewer verdicts may be"
                                + " proven. Allow socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG) in the seccomp"
                                + " profile: those that Docker and containerd come with (RuntimeDefault in Kubernetes)"
                                + " do");
            case NONE ->
                stop(name, "none", "neither sock_diag nor /proc/net/tcp can be read: run on Linux with /proc mounted");
        };
    }
}
