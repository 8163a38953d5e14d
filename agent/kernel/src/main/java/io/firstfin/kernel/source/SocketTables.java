package io.firstfin.kernel.source;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.ProcfsSocketTable;
import io.firstfin.kernel.sockdiag.SockDiagTable;
import io.firstfin.kernel.syscall.NativeAccess;
import io.firstfin.kernel.syscall.SystemCalls;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;

/** Picks the best view of the kernel's sockets that this machine and JVM allow. */
public final class SocketTables {
    private static final Path PROC_SELF = Path.of("/proc/self");

    private SocketTables() {}

    /**
     * Opens sock_diag where native calls can be made, otherwise procfs, otherwise a table that
     * knows nothing. Never throws.
     *
     * @param restricted finds the restricted methods of {@code java.lang.foreign}. It must have
     *                   full privilege access, which a privateLookupIn from another module has
     *                   not; on JDK 24 and later one on a class of java.base keeps the JVM from
     *                   printing a warning
     */
    public static SocketTable open(MethodHandles.Lookup restricted) {
        return open(restricted, PROC_SELF);
    }

    /**
     * The same for a thread that has entered the network namespace of another process: sock_diag answers
     * for the namespace of the thread that opens it, while {@code /proc/self} stays where the process is.
     *
     * @param procRoot where the namespace can be read as text, such as {@code /proc/4711}
     */
    public static SocketTable open(MethodHandles.Lookup restricted, Path procRoot) {
        String[] why = new String[1];
        SystemCalls calls = NativeAccess.open(restricted, reason -> why[0] = reason);
        if (calls == null) {
            return procfs(procRoot, why[0]);
        }
        try {
            return new FallbackSocketTable(new SockDiagTable(calls), procfs(procRoot, null));
        } catch (Throwable noSockDiag) {
            // a seccomp filter, a kernel without CONFIG_INET_DIAG, no direct memory left
            calls.close();
            return procfs(
                    procRoot, noSockDiag instanceof IOException refused ? refused.getMessage() : noSockDiag.toString());
        }
    }

    /** Only what {@code /proc/net} tells, asked without any native call. Never throws. */
    public static SocketTable procfs() {
        return procfs(PROC_SELF, null);
    }

    private static SocketTable procfs(Path procRoot, String reason) {
        return Files.isReadable(procRoot.resolve("net/tcp"))
                ? new ProcfsSocketTable(procRoot, reason)
                : NoSocketTable.INSTANCE;
    }
}
