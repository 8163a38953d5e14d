package io.firstfin.kernel.source;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The table of a system that is not Linux, or hides {@code /proc}: it knows of nothing. */
enum NoSocketTable implements SocketTable {
    INSTANCE;

    @Override
    public Source source() {
        return Source.NONE;
    }

    @Override
    public String sourceReason() {
        return "there is no /proc/net/tcp to read";
    }

    @Override
    public SocketRow find(Endpoints endpoints) {
        return null;
    }

    @Override
    public List<SocketRow> dump(Set<TcpState> states, Predicate<SocketRow> keep, int limit) {
        return List.of();
    }

    @Override
    public void close() {}
}
