package io.firstfin.analysis.report;

import java.time.Duration;

/** Spans of time in JSON. */
final class Millis {

    private Millis() {}

    static double of(Duration span) {
        return span.toNanos() / 1e6;
    }
}
