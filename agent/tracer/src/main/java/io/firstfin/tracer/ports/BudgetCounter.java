package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.Ages;
import io.firstfin.kernel.ports.EphemeralPorts;
import io.firstfin.kernel.sysctl.KernelSettings;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.sink.Sinks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the kernel's whole table into budgets, each row as it arrives. For one caller at a time; with
 * 28,000 rows over sock_diag it takes some 15 to 20 ms, of which the kernel's walk is the half.
 */
final class BudgetCounter {

    private static final Set<TcpState> STATES = EnumSet.complementOf(EnumSet.of(TcpState.LISTEN, TcpState.CLOSE));

    /** What is beyond is counted as left out. */
    private static final int MOST_KEYS = 4_096;

    private final RecentCloses closes;
    private final StrayTimeWaitRule timeWaits;
    private final OwnSockets own;
    private final ListeningPorts listeners;

    BudgetCounter(ConnectionTable table, RecentCloses closes, Sinks sinks, long jvmStart) {
        this.closes = closes;
        this.timeWaits = new StrayTimeWaitRule(closes, sinks, jvmStart);
        this.own = new OwnSockets(table);
        this.listeners = new ListeningPorts(own);
    }

    /**
     * @param pools the addresses that binds before connect take ports of
     * @throws IOException when the kernel could not be asked
     */
    synchronized BudgetTable take(SocketTable kernel, Collection<BudgetKey> pools) throws IOException {
        EphemeralPorts ports = new EphemeralPorts(KernelSettings.read());
        own.begin();
        closes.forgetOld();
        listeners.look(kernel);
        Pass pass = new Pass(ports, pools);
        kernel.visit(STATES, pass::add);
        pass.unclear.resolve(own, kernel);
        own.end();
        return pass.budgets;
    }

    /** One look at all rows. */
    private final class Pass {

        private final EphemeralPorts ports;
        private final BudgetTable budgets;
        private final UnattributedRows unclear = new UnattributedRows();
        private final RecentCloses.Match close = new RecentCloses.Match();

        Pass(EphemeralPorts ports, Collection<BudgetKey> pools) {
            this.ports = ports;
            this.budgets = new BudgetTable(ports, listeners.now(), pools, MOST_KEYS);
        }

        /** Makes no object of a row that is in a budget already and held by no process. */
        void add(SocketCursor row) {
            int port = row.localPort();
            if (listeners.contain(port)) {
                if (listeners.areOurs(port)) {
                    count(row, budgets.at(BudgetKey.Side.SERVER, row), true);
                }
            } else if (ports.contain(port)) {
                count(row, budgets.at(BudgetKey.Side.CLIENT, row), false);
                countInPools(row);
            }
        }

        private void countInPools(SocketCursor row) {
            List<BudgetTally> pools = budgets.pools();
            for (int i = 0; i < pools.size(); i++) {
                if (pools.get(i).isPoolOf(row)) {
                    count(row, pools.get(i), false);
                }
            }
        }

        /** @param accepted by a port that nobody but we listen on */
        private void count(SocketCursor row, BudgetTally tally, boolean accepted) {
            if (tally == null) {
                return;
            }
            long age = age(row);
            boolean reusable = row.state() == TcpState.TIME_WAIT && age >= tally.holdMillis(ports);
            tally.add(row, age, reusable);
            if (row.inode() != 0) {
                open(row, tally);
            } else if (accepted && AcceptQueueReporter.isQueued(row)) {
                tally.addQueued(row);
            } else if (accepted) {
                tally.addOurs(row.state(), null, 0);
            } else {
                closed(row, tally, age, reusable);
            }
        }

        private void open(SocketCursor row, BudgetTally tally) {
            Connection connection = own.traced(row);
            if (connection != null) {
                ours(row, tally, connection, false);
                return;
            }
            switch (own.holder(row.inode())) {
                case OURS:
                    tally.addOurs(row.state(), null, 0);
                    break;
                case OTHERS:
                    tally.addOthers();
                    break;
                default:
                    unclear.add(row, tally);
                    break;
            }
        }

        private void closed(SocketCursor row, BudgetTally tally, long age, boolean reusable) {
            if (closes.find(row, close)) {
                tally.addOurs(row.state(), close.owner(), close.weight());
                bound(row, tally, close.boundFirst(), reusable);
                return;
            }
            Connection connection = own.traced(row);
            if (connection != null && connection.isFinishing()) {
                ours(row, tally, connection, reusable);
            } else if (row.state() == TcpState.TIME_WAIT) {
                stray(tally, age);
            }
        }

        private void ours(SocketCursor row, BudgetTally tally, Connection connection, boolean reusable) {
            Owner opener = connection.openedBy() == null ? null : Owner.opener(connection);
            tally.addOurs(row.state(), opener, opener == null ? 0 : 1);
            bound(row, tally, connection.boundFirst(), reusable);
        }

        private void bound(SocketCursor row, BudgetTally tally, boolean first, boolean reusable) {
            if (first) {
                tally.addBound(reusable);
                budgets.bound(row.localPort());
            }
        }

        private void stray(BudgetTally tally, long age) {
            switch (timeWaits.judge(age)) {
                case OTHERS:
                    tally.addOthers();
                    break;
                case UNDECIDED:
                    tally.addUndecided();
                    break;
                default:
                    break;
            }
        }

        private long age(SocketCursor row) {
            if (!row.isSuccessor() || row.expiresMillis() < 0) {
                return -1;
            }
            long whole = row.state() == TcpState.TIME_WAIT
                    ? Ages.TIME_WAIT_SECONDS
                    : Math.max(0, ports.settings().finTimeout());
            return Math.max(0, whole * 1_000 - row.expiresMillis());
        }
    }

    /** Rows whose socket somebody holds that was not met before: ours, or another process's. */
    private static final class UnattributedRows {

        private static final int BOUND = 4_096;

        private final List<SocketRow> rows = new ArrayList<>();
        private final List<BudgetTally> tallies = new ArrayList<>();

        void add(SocketCursor row, BudgetTally tally) {
            if (rows.size() < BOUND) {
                rows.add(row.toRow());
                tallies.add(tally);
            } else {
                tally.addUndecided();
            }
        }

        /** Decides on each; one that is gone meanwhile counts for nobody. */
        void resolve(OwnSockets own, SocketTable kernel) throws IOException {
            if (rows.isEmpty()) {
                return;
            }
            own.refresh();
            kernel.refresh();
            for (int i = 0; i < rows.size(); i++) {
                OwnSockets.Holder holder = own.judge(rows.get(i), kernel);
                if (holder == OwnSockets.Holder.OURS) {
                    tallies.get(i).addOurs(rows.get(i).state(), null, 0);
                } else if (holder == OwnSockets.Holder.OTHERS) {
                    tallies.get(i).addOthers();
                }
            }
        }
    }
}
