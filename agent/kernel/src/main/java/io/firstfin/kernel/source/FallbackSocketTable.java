package io.firstfin.kernel.source;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.sockdiag.SockDiagTable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Asks sock_diag while that works, and procfs from then on. */
final class FallbackSocketTable implements SocketTable {
    private final SockDiagTable sockDiag;
    private final SocketTable procfs;

    FallbackSocketTable(SockDiagTable sockDiag, SocketTable procfs) {
        this.sockDiag = sockDiag;
        this.procfs = procfs;
    }

    @Override
    public Source source() {
        return current().source();
    }

    @Override
    public SocketRow find(Endpoints endpoints) throws IOException {
        try {
            return current().find(endpoints);
        } catch (IOException e) {
            if (sockDiag.isUsable()) {
                throw e;
            }
            return procfs.find(endpoints);
        }
    }

    @Override
    public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) throws IOException {
        try {
            return current().dump(states, keep, limit);
        } catch (IOException e) {
            if (sockDiag.isUsable()) {
                throw e;
            }
            return procfs.dump(states, keep, limit);
        }
    }

    /** Without falling back: the visitor would see rows twice. The next scan asks procfs. */
    @Override
    public void scan(Set<TcpState> states, Consumer<SocketRow> visitor) throws IOException {
        current().scan(states, visitor);
    }

    /** Without falling back, as {@link #scan}. */
    @Override
    public void visit(Set<TcpState> states, Consumer<SocketCursor> visitor) throws IOException {
        current().visit(states, visitor);
    }

    @Override
    public SocketTable viewOf(Collection<Endpoints> connections) throws IOException {
        return sockDiag.isUsable() ? this : procfs.viewOf(connections);
    }

    @Override
    public String sourceReason() {
        return sockDiag.isUsable() ? null : sockDiag.failure();
    }

    @Override
    public void refresh() {
        current().refresh();
    }

    @Override
    public void close() {
        sockDiag.close();
        procfs.close();
    }

    private SocketTable current() {
        return sockDiag.isUsable() ? sockDiag : procfs;
    }
}
