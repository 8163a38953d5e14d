package io.firstfin.analysis.model;

import java.time.Duration;
import java.util.stream.LongStream;

/** Workloads made by hand. */
public final class TestWorkloads {

    private TestWorkloads() {}

    /** One connection at a time, so many a second, each alive for so long and closed first by us. */
    public static Workload steady(int perSecond, int seconds, Duration life) {
        return steady(perSecond, seconds, life, true);
    }

    /** The same, closed first by us or by the peer. */
    public static Workload steady(int perSecond, int seconds, Duration life, boolean ours) {
        Moments opens = Moments.of(LongStream.range(0, (long) perSecond * seconds)
                .map(i -> i * 1_000_000_000 / perSecond)
                .toArray());
        Moments closes = Moments.of(LongStream.range(0, opens.size())
                .map(i -> opens.nanos((int) i) + life.toNanos())
                .toArray());
        return new Workload(
                Duration.ofSeconds(seconds),
                opens,
                ours ? closes : Moments.NONE,
                ours ? Moments.NONE : closes,
                Moments.NONE,
                0,
                0,
                0);
    }

    /** Connections given by when they open and when they close, in milliseconds; closed by us. */
    public static Workload of(Duration observed, long[]... opensAndCloses) {
        return new Workload(
                observed, column(opensAndCloses, 0), column(opensAndCloses, 1), Moments.NONE, Moments.NONE, 0, 0, 0);
    }

    /** The same with others that open, in milliseconds, and stay open. */
    public static Workload staying(Workload load, long... opens) {
        return new Workload(
                load.observed(),
                load.opens(),
                load.closesOurs(),
                load.closesFree(),
                Moments.of(LongStream.of(opens).map(ms -> ms * 1_000_000).toArray()),
                0,
                0,
                0);
    }

    private static Moments column(long[][] rows, int column) {
        return Moments.of(LongStream.range(0, rows.length)
                .map(i -> rows[(int) i][column] * 1_000_000)
                .toArray());
    }
}
