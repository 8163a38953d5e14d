package io.firstfin.tracer.ports;

import io.firstfin.tracer.sink.Sinks;

/**
 * Attributes the TIME_WAIT sockets that match none of our recorded closes: to another process, if all
 * closes since they began were recorded, or if they are older than this JVM.
 */
final class StrayTimeWaitRule {

    /** Who can have left a TIME_WAIT that matches no recorded close. */
    enum Stray {
        OTHERS,
        /** It began while nothing was recorded, or closes were dropped. */
        UNDECIDED,
        /** So young that its close may be under way to us. */
        TOO_YOUNG
    }

    /** How long a close, or the reading of its time, may take. */
    private static final long SLACK_NANOS = 200_000_000L;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final RecentCloses closes;
    private final Sinks sinks;
    private final long jvmStartMillis;

    /** @param jvmStartMillis as {@code System.currentTimeMillis()} has it */
    StrayTimeWaitRule(RecentCloses closes, Sinks sinks, long jvmStartMillis) {
        this.closes = closes;
        this.sinks = sinks;
        this.jvmStartMillis = jvmStartMillis;
    }

    Stray judge(long ageMillis) {
        if (System.currentTimeMillis() - ageMillis < jvmStartMillis - SLACK_NANOS / NANOS_PER_MILLI) {
            return Stray.OTHERS;
        }
        long began = System.nanoTime() - ageMillis * NANOS_PER_MILLI;
        if (began - (closes.upTo() - SLACK_NANOS) > 0) {
            return Stray.TOO_YOUNG;
        }
        return began - (knownSince() + SLACK_NANOS) > 0 ? Stray.OTHERS : Stray.UNDECIDED;
    }

    private long knownSince() {
        long on = sinks.wantedSince();
        long drop = closes.lastDrop();
        return drop != 0 && drop - on > 0 ? drop : on;
    }
}
