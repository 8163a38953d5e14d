package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.CloseWaits;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Grounds;
import io.firstfin.analysis.model.Lifetimes;
import io.firstfin.analysis.model.Requests;

/** The sums of a group of closes while they are counted. */
final class CloseTally {

    private long count;
    private Lifetimes lifetimes = Lifetimes.NONE;
    private CloseWaits closeWaits = CloseWaits.NONE;
    private Requests requests = Requests.NONE;

    /** What groups are told apart by: all but their sums. */
    static CloseGroup key(CloseGroup one, Destination destination, Grounds grounds) {
        return new CloseGroup(
                one.jvm(),
                destination,
                one.verdict(),
                one.ending(),
                one.reset(),
                one.trigger(),
                one.why(),
                grounds,
                0,
                Lifetimes.NONE,
                CloseWaits.NONE,
                Requests.NONE);
    }

    void add(CloseGroup one) {
        count++;
        lifetimes = lifetimes.plus(one.lifetimes());
        closeWaits = closeWaits.plus(one.closeWaits());
        requests = requests.plus(one.requests());
    }

    CloseGroup group(CloseGroup key) {
        return new CloseGroup(
                key.jvm(),
                key.destination(),
                key.verdict(),
                key.ending(),
                key.reset(),
                key.trigger(),
                key.why(),
                key.grounds(),
                count,
                lifetimes,
                closeWaits,
                requests);
    }
}
