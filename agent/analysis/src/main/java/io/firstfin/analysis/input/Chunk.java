package io.firstfin.analysis.input;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * The header of a chunk: a recording is a row of chunks, each complete in itself.
 *
 * @param size in bytes, header included; 0 while the chunk is written for the first time
 * @param start when it begins
 * @param duration how long it lasts
 * @param finished the JVM has closed it
 */
record Chunk(long size, Instant start, Duration duration, boolean finished) {

    /** Bytes of a header. */
    static final int HEADER = 68;

    private static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;
    private static final int SIZE_AT = 8;
    private static final int START_AT = 32;
    private static final int DURATION_AT = 40;
    private static final int STATE_AT = 64;

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

    static boolean hasMagic(ByteBuffer header) {
        return header.limit() >= Integer.BYTES && header.getInt(0) == MAGIC;
    }

    static Chunk of(ByteBuffer header) {
        long nanos = header.getLong(START_AT);
        return new Chunk(
                header.getLong(SIZE_AT),
                Instant.ofEpochSecond(0, nanos),
                Duration.ofNanos(Math.max(0, header.getLong(DURATION_AT))),
                header.get(STATE_AT) == 0);
    }

    /** Whether its times are some that a clock can have shown: sums of others overflow. */
    boolean hasTime() {
        return start.getEpochSecond() >= 0 && duration.compareTo(LONGEST) <= 0 && end().isBefore(LATEST);
    }

    Instant end() {
        return start.plus(duration);
    }
}
