package io.firstfin.kernel.ports;

/** How old the rows of a budget are whose end is certain: by the second, from 0 to 59. */
public final class Ages {

    /** TIME_WAIT's fixed length on Linux: TCP_TIMEWAIT_LEN of {@code include/net/tcp.h}. */
    public static final int TIME_WAIT_SECONDS = 60;

    static final int RATE_SECONDS = 10;

    private final int[] rows = new int[TIME_WAIT_SECONDS];

    /** Adds a row that is that old. */
    public void add(long ageMillis) {
        int second = (int) (ageMillis / 1_000);
        rows[Math.max(0, Math.min(second, rows.length - 1))]++;
    }

    /** How many are that many whole seconds old. */
    public int at(int second) {
        return rows[second];
    }

    /** How many came each second, over the last {@value #RATE_SECONDS}. */
    public double perSecond() {
        int sum = 0;
        for (int second = 0; second < RATE_SECONDS; second++) {
            sum += rows[second];
        }
        return (double) sum / RATE_SECONDS;
    }
}
