package io.firstfin.kernel.ports;

/**
 * When the free ports of a budget will be used up if its last seconds go on: a pure function. The
 * kernel says of each TIME_WAIT when it ends, so what is released when is known; what comes in addition
 * is the rate of the last {@value Ages#RATE_SECONDS} s.
 */
public final class Forecast {

    private static final int HORIZON_SECONDS = 3_600;
    private static final double SECOND = 1e9;

    private Forecast() {}

    /**
     * @param free ports that a connect could take now
     * @param ages of the rows that hold a port for a limited time
     * @param holdSeconds for how long such a row holds its port: 60, or less where tcp_tw_reuse helps
     * @param growth by how much the other rows grow in a second
     * @return nanoseconds; -1 when it is not within an hour
     */
    public static long nanosLeft(int free, Ages ages, int holdSeconds, double growth) {
        if (free <= 0) {
            return 0;
        }
        double before = free;
        for (int second = 1; second <= HORIZON_SECONDS; second++) {
            double after = free(second, free, ages, holdSeconds, growth);
            if (after <= 0) {
                return (long) ((second - 1 + before / (before - after)) * SECOND);
            }
            before = after;
        }
        return -1;
    }

    private static double free(int second, int free, Ages ages, int holdSeconds, double growth) {
        double left = free - growth * second;
        left -= ages.perSecond() * Math.min(second, holdSeconds);
        for (int age = Math.max(0, holdSeconds - second); age < holdSeconds; age++) {
            left += ages.at(age);
        }
        return left;
    }
}
