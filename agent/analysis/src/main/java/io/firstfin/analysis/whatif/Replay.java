package io.firstfin.analysis.whatif;

import io.firstfin.analysis.model.Moments;
import io.firstfin.analysis.model.Workload;
import java.time.Duration;

/**
 * The connections of a recording, once as they were, and then over and over without a pause, until what is left of
 * earlier rounds does not change any more.
 *
 * <p>Where connections are spread over several destinations it follows the first one, which gets every n-th.
 */
final class Replay {

    /**
     * What connections took of the local ports towards one destination.
     *
     * @param recorded the most at a time, of the connections of the recording alone
     * @param projected the most at a time if it goes on like that
     * @param opensPerSecond new connections a second towards that destination, if it goes on like that
     * @param bounded the kernel keeps no more TIME_WAITs than it then has
     */
    record Peaks(long recorded, long projected, double opensPerSecond, boolean bounded) {}

    /** A shorter recording tells too little to be repeated without a pause. */
    private static final Duration SHORTEST_ROUND = Duration.ofSeconds(1);

    private final Workload load;
    private final LocalPorts ports;
    private final int destinations;
    private final long round;
    private final long rounds;
    private int opens;
    private int closesOurs;
    private int closesFree;
    private int staying;

    private Replay(Workload load, Rules rules) {
        this.load = load;
        this.ports = new LocalPorts(rules);
        this.destinations = rules.destinations();
        this.round = Math.max(SHORTEST_ROUND.toNanos(), load.observed().toNanos());
        this.rounds = 1 + (rules.memory().toNanos() + round - 1) / round;
    }

    static Peaks of(Workload load, Rules rules) {
        return new Replay(load, rules).peaks();
    }

    private Peaks peaks() {
        play(0);
        long recorded = ports.peak();
        for (long i = 1; i <= rounds; i++) {
            ports.startCounting(i * round);
            play(i * round);
        }
        return new Peaks(recorded, ports.peak(), ports.opened() / (round / 1e9), ports.dropped() > 0);
    }

    /** One round. Connections that stay open do so from the first round on. */
    private void play(long begin) {
        opens = 0;
        closesOurs = 0;
        closesFree = 0;
        int closes = 0;
        while (closes < load.opens().size() || staying < load.staying().size()) {
            long open = next(load.opens(), opens);
            long stay = next(load.staying(), staying);
            boolean ours = next(load.closesOurs(), closesOurs) <= next(load.closesFree(), closesFree);
            long close = ours ? next(load.closesOurs(), closesOurs) : next(load.closesFree(), closesFree);
            if (closes < opens && close <= Math.min(open, stay)) {
                if (isFollowed(closes)) {
                    ports.close(begin + close, ours);
                }
                closes++;
                closesOurs += ours ? 1 : 0;
                closesFree += ours ? 0 : 1;
            } else if (open <= stay && opens < load.opens().size()) {
                open(begin + open, opens++);
            } else {
                open(begin + stay, staying++);
            }
        }
    }

    private void open(long now, int place) {
        if (isFollowed(place)) {
            ports.open(now);
        }
    }

    private boolean isFollowed(int place) {
        return place % destinations == 0;
    }

    private static long next(Moments moments, int place) {
        return place < moments.size() ? moments.nanos(place) : Long.MAX_VALUE;
    }
}
