package io.firstfin.analysis.whatif;

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

    private final Schedule schedule;
    private final LocalPorts ports;
    private final int destinations;
    private final long round;
    private final long rounds;

    private Replay(Schedule schedule, Rules rules) {
        this.schedule = schedule;
        this.ports = new LocalPorts(rules);
        this.destinations = rules.destinations();
        this.round = Math.max(SHORTEST_ROUND.toNanos(), schedule.observed().toNanos());
        this.rounds = 1 + (rules.memory().toNanos() + round - 1) / round;
    }

    static Peaks of(Schedule schedule, Rules rules) {
        return new Replay(schedule, rules).peaks();
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
        int opens = 0;
        int stays = 0;
        int closes = 0;
        for (int i = 0; i < schedule.size(); i++) {
            long now = begin + schedule.nanos(i);
            int kind = schedule.kind(i);
            if (kind == Schedule.OPEN) {
                open(now, opens++);
            } else if (kind != Schedule.STAY) {
                close(now, closes++, kind == Schedule.CLOSE_OURS);
            } else if (begin == 0) {
                open(now, stays++);
            }
        }
    }

    private void open(long now, int place) {
        if (isFollowed(place)) {
            ports.open(now);
        }
    }

    private void close(long now, int place, boolean ours) {
        if (isFollowed(place)) {
            ports.close(now, ours);
        }
    }

    private boolean isFollowed(int place) {
        return place % destinations == 0;
    }
}
