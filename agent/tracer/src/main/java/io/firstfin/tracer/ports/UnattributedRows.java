package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.SocketTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows whose socket somebody holds that was not met before: ours, or another process's. */
final class UnattributedRows {

    private static final int BOUND = 4_096;

    private final List<SocketRow> rows = new ArrayList<>();
    private final List<BudgetTally> tallies = new ArrayList<>();

    void add(SocketRow row, BudgetTally tally) {
        if (rows.size() < BOUND) {
            rows.add(row);
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
                tallies.get(i).addOurs(rows.get(i), null, 0);
            } else if (holder == OwnSockets.Holder.OTHERS) {
                tallies.get(i).addOthers();
            }
        }
    }
}
