package io.firstfin.cli.ports;

import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.EphemeralPorts;
import io.firstfin.kernel.procfs.ProcSelfFd;
import io.firstfin.kernel.procfs.ProcfsSocketTable;
import io.firstfin.kernel.source.SocketTables;
import io.firstfin.kernel.sysctl.KernelSettings;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes samples of the socket table of a process's network namespace: by sock_diag, from inside it if it is another one
 * and we are root; else as {@code /proc/PID/net} writes it. Attaches to nothing.
 */
public final class PortProbe implements AutoCloseable {
    private static final Set<TcpState> CONNECTIONS = EnumSet.complementOf(EnumSet.of(TcpState.LISTEN, TcpState.CLOSE));

    private static final int MOST_LISTENERS = 1 << 16;

    private final JvmProcess process;
    private final Optional<NetworkNamespace> elsewhere;
    private final SocketTable table;
    private final EphemeralPorts ports;
    private final String foreignRange;

    private PortProbe(
            JvmProcess process,
            Optional<NetworkNamespace> elsewhere,
            SocketTable table,
            KernelSettings settings,
            String foreignRange) {
        this.process = process;
        this.elsewhere = elsewhere;
        this.table = table;
        this.ports = new EphemeralPorts(settings);
        this.foreignRange = foreignRange;
    }

    /** @throws IOException saying why nothing can be seen of it */
    public static PortProbe open(JvmProcess process) throws IOException {
        Path procRoot = process.proc().file(process.pid(), "");
        Optional<String> theirs = process.proc().link(process.pid(), "ns/net");
        if (theirs.isPresent() && process.shares("net")) {
            return of(process, Optional.empty(), procRoot);
        }
        if (theirs.isEmpty()) {
            return asText(process, procRoot, "its network namespace cannot be seen: run as its user or as root");
        }
        NetworkNamespace namespace;
        try {
            namespace = NetworkNamespace.enter(procRoot.resolve("ns/net"));
        } catch (IOException e) {
            return asText(process, procRoot, e.getMessage());
        }
        try {
            return namespace.inside(() -> of(process, Optional.of(namespace), procRoot));
        } catch (IOException e) {
            namespace.close();
            throw e;
        }
    }

    private static PortProbe of(JvmProcess process, Optional<NetworkNamespace> namespace, Path procRoot)
            throws IOException {
        SocketTable table = SocketTables.open(MethodHandles.lookup(), procRoot);
        if (table.source() == SocketTable.Source.NONE) {
            throw new IOException(procRoot.resolve("net/tcp") + " cannot be read");
        }
        KernelSettings settings = KernelSettings.read(Path.of("/proc/sys"), procRoot.resolve("ns/net"));
        return new PortProbe(process, namespace, table, settings, "");
    }

    private static PortProbe asText(JvmProcess process, Path procRoot, String why) {
        return new PortProbe(process, Optional.empty(), new ProcfsSocketTable(procRoot), KernelSettings.read(), why);
    }

    /**
     * The ports there are. They are those of the command's own network namespace where {@link #foreignRange} says why.
     */
    EphemeralPorts ports() {
        return ports;
    }

    /** The settings of the process's namespace; empty where they cannot be seen. */
    Optional<KernelSettings> settings() {
        return foreignRange.isEmpty() ? Optional.of(ports.settings()) : Optional.empty();
    }

    /** Why the settings are not those of the process's namespace; empty when they are. */
    String foreignRange() {
        return foreignRange;
    }

    /** Whether the kernel shows how long an accept queue may become. */
    boolean showsBacklogs() {
        return table.source() == SocketTable.Source.SOCK_DIAG;
    }

    PortSample sample() throws IOException {
        return elsewhere.isPresent() ? elsewhere.get().inside(this::read) : read();
    }

    private PortSample read() throws IOException {
        List<SocketRow> listeners = table.dump(Set.of(TcpState.LISTEN), row -> true, MOST_LISTENERS);
        PortSample sample = new PortSample(ports, foreignRange.isEmpty(), listeners);
        table.scan(CONNECTIONS, sample::add);
        return sample;
    }

    /** The sockets that the process holds; empty when it may not be looked at. */
    Optional<Set<Long>> held() {
        try {
            return Optional.of(ProcSelfFd.descriptorsByInode(process.proc().file(process.pid(), "fd"))
                    .keySet());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        table.close();
        elsewhere.ifPresent(NetworkNamespace::close);
    }
}
