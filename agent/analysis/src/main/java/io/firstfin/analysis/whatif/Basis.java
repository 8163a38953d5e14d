package io.firstfin.analysis.whatif;

import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every outcome of a destination rests on: how its connections were counted. */
final class Basis {

    private Basis() {}

    /** @param reusing the settings, where they let connects take over ports in TIME_WAIT already */
    static List<String> of(Workload load, boolean boundFirst, Optional<KernelSettings> reusing) {
        List<String> basis = new ArrayList<>();
        basis.add("counted are the connections of this recording to this destination: neither other"
                + " programs' nor what was in TIME_WAIT before, nor those open from before its"
                + " beginning to after its end.");
        reusing.ifPresent(settings -> basis.add("A port in TIME_WAIT counts as taken for "
                + settings.reuseDelay().toMillis() + " ms, because tcp_tw_reuse is "
                + settings.twReuse() + (settings.twReuse() == 2 ? " and this is loopback" : "")
                + "; the kernel goes on showing it for 60 s."));
        if (boundFirst) {
            basis.add("The sockets are bound before connect: they share one pool of ports with"
                    + " those to all other destinations, which are not counted here.");
        }
        note(
                basis,
                load.refused(),
                "connects that found no free port count as the connections they"
                        + " would have been; where the code tried again it counts again.");
        note(
                basis,
                load.staying().size(),
                "connections were still open at the end: they count as"
                        + " staying open, and no more of them as coming.");
        note(
                basis,
                load.unknown(),
                "closes left a TIME_WAIT of which nobody knows where, or none:" + " they count as leaving us none.");
        note(
                basis,
                load.leftOut(),
                "other connections are left out: replayed is the busiest part of"
                        + " the recording without a gap, and of a very large one the newest.");
        return List.copyOf(basis);
    }

    private static void note(List<String> basis, long count, String what) {
        if (count > 0) {
            basis.add(count + " " + what);
        }
    }
}
