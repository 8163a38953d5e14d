package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.model.Workload;
import io.firstfin.verdict.TimeWait;
import java.io.Serializable;

/** The connections to one destination over time, while they are read. */
final class WorkloadLog implements Serializable {

    private static final long serialVersionUID = 1;

    /** When a connection was opened of which that is not known: before all recordings. */
    private static final long BEFORE = 0;

    private final MomentList opens = new MomentList();
    private final MomentList closesOurs = new MomentList();
    private final MomentList closesFree = new MomentList();
    private final MomentList unknown = new MomentList();
    private final MomentList refused = new MomentList();
    private final MomentList staying = new MomentList();
    private long livesKnown;
    private long lives;
    private long dropped;

    void closed(LastWord word, Closing closing) {
        boolean known = closing.lifetime() != ConnectionRecord.UNKNOWN;
        livesKnown += known ? 1 : 0;
        lives += known ? closing.lifetime() : 0;
        opens.add(known ? closing.time() - closing.lifetime() : BEFORE);
        (word.leavesTimeWaitWithUs() ? closesOurs : closesFree).add(closing.time());
        if (word.verdict().timeWait() == TimeWait.UNKNOWN) {
            unknown.add(closing.time());
        }
    }

    void addAll(WorkloadLog other) {
        opens.addAll(other.opens);
        closesOurs.addAll(other.closesOurs);
        closesFree.addAll(other.closesFree);
        unknown.addAll(other.unknown);
        refused.addAll(other.refused);
        staying.addAll(other.staying);
        livesKnown += other.livesKnown;
        lives += other.lives;
        dropped += other.dropped;
    }

    void refused(long at) {
        refused.add(at);
    }

    void staying(MomentList opened) {
        staying.addAll(opened);
    }

    /** One that is not kept. */
    void drop() {
        dropped++;
    }

    int closes() {
        return opens.size();
    }

    void closesInto(MomentList all) {
        all.addAll(closesOurs);
        all.addAll(closesFree);
    }

    /**
     * Lets those go that were closed before a moment: as many opens, and of these the earliest. Returns how many
     * they were.
     */
    int dropBefore(long moment) {
        int closed = closesOurs.dropBefore(moment) + closesFree.dropBefore(moment);
        opens.sort().dropFirst(closed);
        unknown.dropBefore(moment);
        dropped += closed;
        return closed;
    }

    /** To be called once, after all was read. */
    Workload build(RecordedParts parts) {
        MomentList all = new MomentList();
        closesInto(all);
        all.addAll(refused);
        all.addAll(staying);
        RecordedParts.Part part = parts.busiest(all.sort());
        connectRefused(part.to());
        int oursFrom = closesOurs.sort().before(part.from());
        int oursTo = closesOurs.before(part.to());
        int freeFrom = closesFree.sort().before(part.from());
        int freeTo = closesFree.before(part.to());
        int closed = oursTo - oursFrom + freeTo - freeFrom;
        long origin = part.from();
        return new Workload(
                part.length(),
                opens.sort().between(oursFrom + freeFrom, oursTo + freeTo, origin),
                closesOurs.between(oursFrom, oursTo, origin),
                closesFree.between(freeFrom, freeTo, origin),
                staying.sort().between(0, staying.before(part.to()), origin),
                refused.sort().before(part.to()) - refused.before(part.from()),
                unknown.sort().before(part.to()) - unknown.before(part.from()),
                dropped + closes() - closed);
    }

    /** As if they had found a port, lived for as long as the others, and ended like most of them. */
    private void connectRefused(long end) {
        long life = livesKnown == 0 ? 0 : lives / livesKnown;
        boolean ours = closesOurs.size() >= closesFree.size();
        for (int i = 0; i < refused.size(); i++) {
            opens.add(refused.get(i));
            (ours ? closesOurs : closesFree).add(Math.min(refused.get(i) + life, end - 1));
        }
    }
}
