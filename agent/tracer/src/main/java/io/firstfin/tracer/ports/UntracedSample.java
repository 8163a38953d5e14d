package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.tracer.base.Pause;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One sample of the kernel's table for the sockets of this process that are not traced. A connection
 * may be between the kernel's accept and ours, or between our close and the kernel's: so one that
 * was not seen at the last sample is looked at again after a pause.
 */
final class UntracedSample {

    private static final Set<TcpState> HELD = EnumSet.complementOf(EnumSet.of(TcpState.TIME_WAIT));
    private static final Set<TcpState> CONNECTED = EnumSet.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ConnectionTable table;
    private final OwnSockets own;
    private Set<Long> lastTime = Set.of();
    private final List<SocketRow> unclear = new ArrayList<>();
    private boolean alone;
    private long inAcceptQueues;

    UntracedSample(ConnectionTable table) {
        this.table = table;
        this.own = new OwnSockets(table);
    }

    void take(SocketTable kernel) throws IOException {
        unclear.clear();
        alone = true;
        inAcceptQueues = 0;
        own.begin();
        kernel.scan(HELD, this::add);
        if (unclear.isEmpty()) {
            lastTime = Set.of();
            return;
        }
        own.refresh();
        List<SocketRow> suspects = new ArrayList<>();
        for (SocketRow row : unclear) {
            if (isOurs(row, kernel) && CONNECTED.contains(row.state()) && !isTraced(row)) {
                suspects.add(row);
            }
        }
        lastTime = confirmed(suspects);
    }

    /** How many connections of ours are not traced. */
    long untraced() {
        return lastTime.size();
    }

    /** Whether every TCP socket of this network namespace that a process holds is ours. */
    boolean isAlone() {
        return alone;
    }

    /** How many connections wait to be accepted. */
    long inAcceptQueues() {
        return inAcceptQueues;
    }

    private void add(SocketRow row) {
        if (row.inode() != 0) {
            if (own.traced(row.endpoints()) == null) {
                unclear.add(row);
            }
        } else if (CONNECTED.contains(row.state())) {
            inAcceptQueues++;
        }
    }

    private boolean isOurs(SocketRow row, SocketTable kernel) throws IOException {
        switch (own.holder(row.inode())) {
            case OURS:
                return true;
            case OTHERS:
                alone = false;
                return false;
            default:
                // the kernel is not asked for a listening socket: it was there before we read ours
                alone &= row.state() != TcpState.LISTEN && own.judge(row, kernel) != OwnSockets.Holder.OTHERS;
                return false;
        }
    }

    /** In doubt it is: what is reported must be true. */
    private boolean isTraced(SocketRow row) {
        Integer number = own.number(row.inode());
        Connection there = number == null ? null : table.at(number);
        if (there == null) {
            return false;
        }
        Endpoints ends = there.endpoints();
        return ends == null
                || ends.local() == null
                || ends.localPort() == row.endpoints().localPort()
                        && ends.remotePort() == row.endpoints().remotePort();
    }

    private Set<Long> confirmed(List<SocketRow> suspects) throws IOException {
        Set<Long> untraced = new HashSet<>();
        suspects.forEach(row -> untraced.add(row.inode()));
        if (!lastTime.containsAll(untraced)) {
            Pause.onOtherThread(PAUSE_NANOS);
            own.refresh();
            for (SocketRow row : suspects) {
                if (own.number(row.inode()) == null || isTraced(row)) {
                    untraced.remove(row.inode());
                }
            }
        }
        return untraced;
    }
}
