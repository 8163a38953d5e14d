package io.firstfin.sample.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the verdicts are held to. */
final class ChaosLimits {
    /** Of all endpoints whose truth the kernel's record says. */
    static final double MOST_UNKNOWN = 0.001;
    /** Of the same. */
    static final double MOST_SUPPOSED = 0.03;
    /** Of those that are SUPPOSED. */
    static final double SUPPOSED_WRONG = 0.001;
    /** Of all endings that the kernel's record says; an ending UNKNOWN is not right. */
    static final double ENDING_RIGHT = 0.995;
    /** Of all reported holders of the TIME_WAIT. */
    static final double TIME_WAIT_RIGHT = 0.995;

    private ChaosLimits() {}

    /** What is not held; empty when all is well. */
    static List<String> broken(Tally tally) {
        List<String> broken = new ArrayList<>();
        int judged = tally.right + tally.wrong + tally.unknown;
        int proven = tally.wrong - tally.supposedWrong;
        if (proven > 0) {
            broken.add(proven + " wrong verdicts that are not marked as SUPPOSED, at most 0");
        }
        atMost(broken, "UNKNOWN", tally.unknown, judged, MOST_UNKNOWN);
        int supposed = tally.supposedRight + tally.supposedWrong;
        atMost(broken, "SUPPOSED", supposed, judged, MOST_SUPPOSED);
        if (tally.supposedWrong > 1) { // one alone is no rate
            atMost(broken, "wrong of the SUPPOSED", tally.supposedWrong, supposed, SUPPOSED_WRONG);
        }
        int endings = tally.endingRight + tally.endingWrong + tally.endingUnknown;
        atMost(broken, "endings not right", endings - tally.endingRight, endings, 1 - ENDING_RIGHT);
        int timeWaits = tally.timeWaitRight + tally.timeWaitWrong + tally.timeWaitUnknown;
        atMost(
                broken,
                "holders of TIME_WAIT not right",
                timeWaits - tally.timeWaitRight,
                timeWaits,
                1 - TIME_WAIT_RIGHT);
        if (tally.withoutClose > 0) {
            broken.add(tally.withoutClose + " connections have no Close, at most 0");
        }
        if (tally.withoutTruth > 0) {
            broken.add(tally.withoutTruth + " Closes of no connection, at most 0");
        }
        return broken;
    }

    /** Whether nothing was reported wrong, and nothing missing: what is not held is too often UNKNOWN or SUPPOSED. */
    static boolean isOnlyUnknown(Tally tally) {
        return tally.wrong == 0
                && tally.endingWrong == 0
                && tally.timeWaitWrong <= (1 - TIME_WAIT_RIGHT) * (tally.timeWaitRight + tally.timeWaitWrong)
                && tally.withoutClose == 0
                && tally.withoutTruth == 0;
    }

    /** A rate that holds may show three of its standard deviations more in a run of this size. */
    private static void atMost(List<String> broken, String what, int count, int of, double share) {
        double expected = share * of;
        if (count > expected + 3 * Math.sqrt(expected)) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%d of %d %s: %.2f %%, at most %.1f %%",
                    count,
                    of,
                    what,
                    100.0 * count / of,
                    100 * share));
        }
    }
}
