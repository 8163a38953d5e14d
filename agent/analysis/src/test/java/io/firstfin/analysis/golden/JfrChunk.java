package io.firstfin.analysis.golden;

import java.time.Instant;

/**
 * One chunk of a JFR file while it is written, in version 2.1 of the format: a header, events in the order in
 * which they are added, the constants that they refer to, and the description of their types.
 */
final class JfrChunk {

    private static final int HEADER = 68;
    private static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;
    private static final int FINISHED_AND_COMPRESSED = 1;
    private static final long TICKS_PER_SECOND = 1_000_000_000L;

    private final JfrMetadata metadata = new JfrMetadata();
    private final JfrBytes events = new JfrBytes();
    private final Instant start;
    private final long startTicks;
    private final long durationNanos;
    private final JfrConstants constants;

    /**
     * @param startTicks when it begins, in nanoseconds since the recording began
     * @param constants those of the file
     */
    JfrChunk(Instant start, long startTicks, long durationNanos, JfrConstants constants) {
        this.start = start;
        this.startTicks = startTicks;
        this.durationNanos = durationNanos;
        this.constants = constants;
    }

    void add(LiteralEvent event) {
        JfrBytes bytes = new JfrBytes()
                .number(metadata.idOfEvent(event.type(), event.fields().keySet()))
                .number(event.at().toNanos())
                .number(0)
                .number(JfrConstants.THREAD)
                .number(constants.stack(event.stack()));
        event.fields().forEach((field, value) -> bytes.value(field.type(), value));
        events.addEvent(bytes);
    }

    JfrBytes bytes() {
        JfrBytes body = new JfrBytes().add(events).addEvent(constants.event(metadata, startTicks));
        int metadataAt = HEADER + body.size();
        body.addEvent(metadata.event(startTicks));
        return new JfrBytes()
                .raw(MAGIC, Integer.BYTES)
                .raw(2, Short.BYTES)
                .raw(1, Short.BYTES)
                .raw(HEADER + body.size(), Long.BYTES)
                .raw(HEADER + events.size(), Long.BYTES)
                .raw(metadataAt, Long.BYTES)
                .raw(start.getEpochSecond() * 1_000_000_000L + start.getNano(), Long.BYTES)
                .raw(durationNanos, Long.BYTES)
                .raw(startTicks, Long.BYTES)
                .raw(TICKS_PER_SECOND, Long.BYTES)
                .raw(FINISHED_AND_COMPRESSED, Integer.BYTES)
                .add(body);
    }
}
