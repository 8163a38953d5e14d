package io.firstfin.cli.doctor;

import io.firstfin.cli.doctor.Check.Level;
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
        return new Section(
                "This machine",
                List.of(
                        new Check(
                                Level.OK,
                                "kernel",
                                kernelVersion,
                                "TIME_WAIT lasts 60 s on every Linux;" + " no setting changes that"),
                        source(source, reason)));
    }

    private static Check source(SocketTable.Source source, String reason) {
        return switch (source) {
            case SOCK_DIAG ->
                new Check(
                        Level.OK,
                        "kernel source",
                        "sock_diag",
                        "the kernel answers for one connection in microseconds");
            case PROCFS ->
                new Check(
                        Level.WORRY,
                        "kernel source",
                        "/proc/net/tcp",
                        "netlink cannot be used" + (reason == null ? "" : ": " + reason) + ". Each look"
                                + " at the kernel reads its whole table, so FirstFin looks less often,"
                                + " and fewer verdicts may be proven. Allow"
                                + " socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG) in the seccomp"
                                + " profile: those that Docker and containerd come with (RuntimeDefault"
                                + " in Kubernetes) do");
            case NONE ->
                new Check(
                        Level.STOP,
                        "kernel source",
                        "none",
                        "neither sock_diag nor /proc/net/tcp can be read: run on Linux with /proc" + " mounted");
        };
    }
}
