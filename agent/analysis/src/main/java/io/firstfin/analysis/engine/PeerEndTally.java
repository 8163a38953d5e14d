package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.PeerEnds;
import io.firstfin.analysis.model.PeerEnds.How;
import io.firstfin.analysis.model.SentAfterFin.Range;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Role;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Counts how HTTP connections end, as far as it shows a limit of the peer; bounded. */
final class PeerEndTally implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MOST_KINDS = 20_000;

    /** Idle times whose logarithms to this base are alike are counted together. */
    private static final double IDLE_STEP = 1.05;

    /** Reasons that explain why the peer closed, or that are ours. */
    private static final Set<String> EXPLAINED = Set.of(
            "RESPONSE_SAID_CLOSE",
            "REQUEST_SAID_CLOSE",
            "HTTP_1_0",
            "EXCHANGE_FAILED",
            "BODY_ABANDONED",
            "GOAWAY",
            "STALE",
            "APPLICATION");

    /** @param idleStep 0 unless it was idle */
    private record Key(Destination destination, How how, int requests, int idleStep) implements Serializable {}

    /** @param first in nanoseconds since 1970, when the first of them ended, as is {@code last} */
    private record Sums(long count, int mostRequests, Range idle, Range lifetimes, long first, long last)
            implements Serializable {

        static Sums plus(Sums one, Sums other) {
            return new Sums(
                    one.count + other.count,
                    Math.max(one.mostRequests, other.mostRequests),
                    one.idle.plus(other.idle),
                    one.lifetimes.plus(other.lifetimes),
                    Math.min(one.first, other.first),
                    Math.max(one.last, other.last));
        }
    }

    private final BoundedMap<Key, Sums> ends = new BoundedMap<>(MOST_KINDS, Sums::plus);
    private long notKeptBefore;

    /** Counts a connection that carried HTTP requests; others do not show a limit of this kind. */
    void add(Closing closing, LastWord word, Why why) {
        if (closing.exchanges() <= 0 || why.program().isEmpty()) {
            return;
        }
        Destination destination = closing.destination();
        How how = how(closing, word, why);
        boolean idle = how == How.IDLE;
        long waited = Math.max(0, closing.closeWait());
        long ended = closing.time() - waited;
        ends.add(
                new Key(
                        destination,
                        how,
                        how == How.ANNOUNCED ? closing.exchanges() : 0,
                        idle ? (int) (Math.log(closing.quietBeforeFin()) / Math.log(IDLE_STEP)) : 0),
                new Sums(
                        1,
                        closing.exchanges(),
                        idle ? range(closing.quietBeforeFin()) : Range.NONE,
                        range(closing.lifetime()),
                        ended,
                        ended));
    }

    /** @param place puts a destination into its network namespace */
    void addAll(PeerEndTally other, UnaryOperator<Destination> place) {
        other.ends.forEach((key, sums) ->
                ends.add(new Key(place.apply(key.destination), key.how, key.requests, key.idleStep), sums));
        notKeptBefore += other.notKept();
    }

    long notKept() {
        return ends.notKept() + notKeptBefore;
    }

    List<PeerEnds> all() {
        List<PeerEnds> all = new ArrayList<>();
        ends.forEach((key, sums) -> all.add(new PeerEnds(
                key.destination,
                key.how,
                key.requests,
                sums.count,
                sums.mostRequests,
                sums.idle,
                sums.lifetimes,
                Instant.EPOCH.plusNanos(sums.first),
                Instant.EPOCH.plusNanos(sums.last))));
        return all;
    }

    private static How how(Closing closing, LastWord word, Why why) {
        String announced = closing.destination().role() == Role.CLIENT ? "RESPONSE_SAID_CLOSE" : "REQUEST_SAID_CLOSE";
        if (why.reason().equals(announced)) {
            // what the server did not accept ends the connection, whatever it carried before
            return closing.facts().answeredByError() ? How.OTHER : How.ANNOUNCED;
        }
        boolean withoutWord = word.verdict().closedFirst() == ClosedFirst.REMOTE
                && word.ending() == Ending.FIN
                && !EXPLAINED.contains(why.reason());
        if (!withoutWord) {
            return How.OTHER;
        }
        boolean wasIdle = closing.quietBeforeFin() >= PeerEnds.IDLE.toNanos();
        return wasIdle ? How.IDLE : How.UNEXPLAINED;
    }

    private static Range range(long nanos) {
        return nanos == ConnectionRecord.UNKNOWN ? Range.NONE : Range.of(Duration.ofNanos(nanos));
    }
}
