package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.SentAfterFin.Range;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** How numbers are said, the same in every locale. */
public final class Figures {

    /** The memory of a socket in TIME_WAIT, in bytes. */
    private static final int TIME_WAIT_BYTES = 256;

    private Figures() {}

    /** A count: {@code 28,232}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A count with its noun: {@code 1 connect}, {@code 2 connects}. */
    public static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /** A rate or another measured value: {@code 0.25}, {@code 4.5}, {@code 1,234}. */
    public static String measured(double value) {
        String format = value >= 100 || value == 0 ? "%,.0f" : value >= 1 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** A part from 0 to 1 in percent: {@code 0.4 %}, {@code 89 %}; never 0 or 100 unless exact. */
    public static String percent(double part) {
        double percent = part * 100;
        if (percent > 0 && percent < 0.1) {
            return "<0.1 %";
        }
        if (percent > 99.9 && percent < 100) {
            return ">99.9 %";
        }
        boolean fine = percent != 0 && (percent < 10 || percent > 99 && percent < 100);
        return String.format(Locale.ROOT, fine ? "%.1f %%" : "%,.0f %%", percent);
    }

    /** A span of time: {@code 12 ms}, {@code 4.5 s}, {@code 3 min 20 s}. */
    public static String span(Duration span) {
        double seconds = span.toNanos() / 1e9;
        if (seconds >= 3600) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        if (seconds >= 120) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        if (seconds >= 1) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return measured(seconds * 1000) + " ms";
    }

    /** {@code 3.0 s} or {@code 3.0 s to 4.2 s}. */
    static String between(Range range) {
        String from = span(range.shortest());
        String to = span(range.longest());
        return from.equals(to) ? from : from + " to " + to;
    }

    static Duration longest(Stream<Duration> spans) {
        return spans.max(Comparator.naturalOrder()).orElseThrow();
    }

    /** The memory that sockets in TIME_WAIT take: {@code 617 KB}. */
    public static String timeWaitMemory(double sockets) {
        double kilobytes = sockets * TIME_WAIT_BYTES / 1024;
        return kilobytes >= 10_240 ? measured(kilobytes / 1024) + " MB" : measured(kilobytes) + " KB";
    }

    /** A value for evidence, with no more digits than were measured. */
    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
