package io.firstfin.analysis.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How long chunks cover together. */
final class Spans {

    private Spans() {}

    /** The time that any of them covers; where they overlap it counts once. */
    static Duration covered(List<Chunk> chunks) {
        Duration covered = Duration.ZERO;
        Instant until = Instant.MIN;
        for (Chunk chunk : chunks.stream().sorted(Comparator.comparing(Chunk::start)).toList()) {
            Instant from = chunk.start().isAfter(until) ? chunk.start() : until;
            if (chunk.end().isAfter(from)) {
                covered = covered.plus(Duration.between(from, chunk.end()));
                until = chunk.end();
            }
        }
        return covered;
    }
}
