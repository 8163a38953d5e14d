package io.firstfin.sample.chaos;

import java.util.Locale;

/** Counts of judgements; of all of a run, or of one kind of plan. */
final class Tally {
    int truths;
    int right;
    int wrong;
    int unknown;
    int open;
    int supposedRight;
    int supposedWrong;
    int endingRight;
    int endingWrong;
    int endingUnknown;
    int timeWaitRight;
    int timeWaitWrong;
    int timeWaitUnknown;
    int resetByWrong;
    int resetByUnknown;
    int withoutClose;
    int withoutTruth;
    int unsettled;

    void add(Judgement judgement) {
        if (judgement.truth() == null) {
            withoutTruth++;
            return;
        }
        truths++;
        if (judgement.reported() == null) {
            withoutClose++;
            return;
        }
        unsettled += judgement.reported().settled() ? 0 : 1;
        Judgement.Word closedFirst = judgement.closedFirst();
        switch (closedFirst) {
            case RIGHT -> right++;
            case WRONG -> wrong++;
            case UNKNOWN -> unknown++;
            default -> open++;
        }
        if (judgement.supposed()) {
            supposedRight += closedFirst == Judgement.Word.RIGHT ? 1 : 0;
            supposedWrong += closedFirst == Judgement.Word.WRONG ? 1 : 0;
        }
        switch (judgement.ending()) {
            case RIGHT -> endingRight++;
            case WRONG -> endingWrong++;
            case UNKNOWN -> endingUnknown++;
            default -> {}
        }
        switch (judgement.timeWait()) {
            case RIGHT -> timeWaitRight++;
            case WRONG -> timeWaitWrong++;
            case UNKNOWN -> timeWaitUnknown++;
            default -> {}
        }
        switch (judgement.resetBy()) {
            case WRONG -> resetByWrong++;
            case UNKNOWN -> resetByUnknown++;
            default -> {}
        }
    }

    static String head() {
        return String.format(
                Locale.ROOT,
                "%-16s %7s | %7s %5s %7s %4s | %13s | %7s %5s %5s | %7s %5s %5s" + " | %11s | %7s %7s %7s",
                "",
                "truths",
                "right",
                "WRONG",
                "UNKNOWN",
                "open",
                "SUPPOSED r/w",
                "end ok",
                "wrong",
                "UNK",
                "tw ok",
                "wrong",
                "UNK",
                "resetBy w/U",
                "noClose",
                "noTruth",
                "noState");
    }

    String row(String name) {
        return String.format(
                Locale.ROOT,
                "%-16s %7d | %7d %5d %7d %4d | %13s | %7d %5d %5d | %7d %5d %5d" + " | %11s | %7d %7d %7d",
                name,
                truths,
                right,
                wrong,
                unknown,
                open,
                supposedRight + "/" + supposedWrong,
                endingRight,
                endingWrong,
                endingUnknown,
                timeWaitRight,
                timeWaitWrong,
                timeWaitUnknown,
                resetByWrong + "/" + resetByUnknown,
                withoutClose,
                withoutTruth,
                unsettled);
    }
}
