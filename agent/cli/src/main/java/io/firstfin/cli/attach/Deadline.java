package io.firstfin.cli.attach;

import java.time.Duration;

/** The moment at which waiting ends. */
public record Deadline(long nanos) {
    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    public boolean passed() {
        return left() <= 0;
    }

    /** Milliseconds left, never below zero. */
    public long left() {
        return Math.max(0, (nanos - System.nanoTime()) / 1_000_000);
    }

    /** Sleeps a little; an interrupted thread stops waiting at once. */
    public boolean pause(long millis) {
        try {
            Thread.sleep(Math.min(millis, Math.max(1, left())));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
