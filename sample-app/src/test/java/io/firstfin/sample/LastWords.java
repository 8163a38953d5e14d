package io.firstfin.sample;

import io.firstfin.sample.tracefs.Truth;
import io.firstfin.sample.tracefs.Truth.Ending;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/**
 * Holds the last word on each close of a scenario, which is what FirstFin reports to a user in the end, against the
 * kernel's record of both ends. What is reported as proven must be right without exception. What is reported
 * as supposed, or as unknown, is counted, and the scenario says how much of it there may be.
 */
final class LastWords {
    private static final String UNKNOWN = "UNKNOWN";
    private static final String AT_THE_OTHER_END = "TIME_WAIT at the other end";
    /** Both close at once, and ports used again at once. */
    private static final Set<Integer> RACES = Set.of(3, 20);

    /** A reset follows a FIN at once: nobody lost a TIME_WAIT, but there may be no moment to see the FIN. */
    private static final int STALE_POOL = 27;

    private final Played played;
    private final SoftAssertions softly;
    /** Any answer may be UNKNOWN, not only those that a scenario has reason for. */
    private final boolean lenient;

    private final Count count = new Count();

    LastWords(Played played, SoftAssertions softly) {
        this(played, softly, false);
    }

    private LastWords(Played played, SoftAssertions softly, boolean lenient) {
        this.played = played;
        this.softly = softly;
        this.lenient = lenient;
    }

    /** How many last words there were, and what was not said, or not for certain. */
    static final class Count {
        int closes;
        int supposed;
        int supposedWrong;
        int unknownFirst;
        int unknownEnding;
        int unknownResetBy;
        int unknownTimeWait;

        void add(Count other) {
            closes += other.closes;
            supposed += other.supposed;
            supposedWrong += other.supposedWrong;
            unknownFirst += other.unknownFirst;
            unknownEnding += other.unknownEnding;
            unknownResetBy += other.unknownResetBy;
            unknownTimeWait += other.unknownTimeWait;
        }

        boolean isAllProven() {
            return supposed + unknownFirst + unknownEnding + unknownResetBy + unknownTimeWait == 0;
        }

        @Override
        public String toString() {
            return closes + " last words: closedFirst SUPPOSED " + supposed + " (wrong "
                    + supposedWrong + "), UNKNOWN " + unknownFirst + "; ending UNKNOWN "
                    + unknownEnding + ", resetBy UNKNOWN " + unknownResetBy
                    + "; timeWait UNKNOWN " + unknownTimeWait;
        }
    }

    /** Every word so far, to be held against the bounds of the scenario. */
    Count count() {
        return count;
    }

    void judge(Life life, Reported close) {
        count.closes++;
        Truth truth = played.truth(life);
        closedFirst(truth, life, close);
        ending(truth, life, close);
        timeWait(life, close);
    }

    private void closedFirst(Truth truth, Life life, Reported close) {
        String reported = close.value("closedFirst");
        boolean unknown = reported.equals(UNKNOWN);
        if (close.isProofReported()) {
            softly.assertThat(close.value("proof").equals("NONE"))
                    .as("UNKNOWN, and nothing else, is without proof: %s", close)
                    .isEqualTo(unknown);
        }
        if (unknown) {
            count.unknownFirst++;
            softly.assertThat(mayBeUnknown(life, close))
                    .as("closed first: %s, %s", life, close)
                    .isTrue();
            return;
        }
        boolean right = reported.equals(truth.closedFirst().name());
        if (close.isSupposed()) {
            count.supposed++;
            count.supposedWrong += right ? 0 : 1;
        } else {
            softly.assertThat(reported)
                    .as("closed first: %s, %s", life, close)
                    .isEqualTo(truth.closedFirst().name());
        }
    }

    private void ending(Truth truth, Life life, Reported close) {
        String reported = close.value("ending");
        if (truth.ending() == Ending.UNKNOWN) {
            return;
        }
        if (reported.equals(UNKNOWN) && isOpenToTheEnd(life)) {
            return;
        }
        if (reported.equals(UNKNOWN)) {
            count.unknownEnding++;
            softly.assertThat(mayBeUnknown(life, close))
                    .as("ending: %s, %s", truth, close)
                    .isTrue();
            return;
        }
        if (bothAreTrue(truth, reported, life)) {
            return;
        }
        softly.assertThat(reported)
                .as("ending: %s, %s, %s", truth, life, close)
                .isEqualTo(truth.ending().name());
        if (reported.equals("FIN_THEN_RESET")) {
            String resetBy = close.value("resetBy");
            count.unknownResetBy += resetBy.equals(UNKNOWN) ? 1 : 0;
            if (!resetBy.equals(UNKNOWN)) {
                softly.assertThat(resetBy)
                        .as("reset by: %s, %s", life, close)
                        .isEqualTo(String.valueOf(truth.resetBy()));
            }
        }
    }

    /** The scenario leaves the other end open: how it ends is decided after the recording. */
    private boolean isOpenToTheEnd(Life life) {
        return played.expectations().stream().anyMatch(one -> !one.settles() && Checks.isAbout(one, life));
    }

    /** Its ports were another connection's soon, a crossing reset came, or it is not the scenario's own. */
    private boolean mayBeUnknown(Life life, Reported close) {
        boolean crossed = (isRace(played) || played.scenario().number() == STALE_POOL)
                && (isLost(close)
                        || life.anyReset()
                        || played.peer(life).filter(Life::anyReset).isPresent());
        return lenient || played.isUsedAgain(life) || crossed || Checks.isBeside(played, life);
    }

    /**
     * Both FINs were sent, and a reset came: it met a FIN on its way or the TIME_WAIT after it
     * (RFC 1337), which is a matter of the microseconds in which it is asked.
     */
    private boolean bothAreTrue(Truth truth, String reported, Life life) {
        Set<String> both = Set.of("FIN", "FIN_THEN_RESET");
        return both.contains(reported)
                && both.contains(truth.ending().name())
                && played.peer(life)
                        .filter(peer -> life.sentFin() && peer.sentFin() && (life.anyReset() || peer.anyReset()))
                        .isPresent();
    }

    /** A reset that the peer's TIME_WAIT sent in answer ended our LAST_ACK, and left the TIME_WAIT alone. */
    private boolean isAnsweredByTimeWait(Life life, String reported) {
        return reported.equals("REMOTE")
                && life.truth().resetReceived()
                && life.sentFin()
                && life.truth().closedFirst() == Truth.ClosedFirst.REMOTE
                && played.peer(life).filter(Life::handedOver).isPresent();
    }

    private void timeWait(Life life, Reported close) {
        Optional<String> truth = Checks.timeWait(played, life);
        if (truth.isEmpty() || isLost(close)) {
            return;
        }
        String reported = close.value("timeWait");
        if (reported.equals(UNKNOWN)) {
            count.unknownTimeWait++;
            softly.assertThat(mayBeUnknown(life, close))
                    .as("TIME_WAIT: %s, %s", life, close)
                    .isTrue();
        } else if (!isEndedByALateReset(truth.get(), close) && !isAnsweredByTimeWait(life, reported)) {
            softly.assertThat(reported).as("TIME_WAIT: %s, %s", life, close).isEqualTo(truth.get());
        }
    }

    /**
     * FirstFin found no TIME_WAIT although two FINs were sent. When two ends close at once, a segment
     * may come after its receiver is gone; the reset that answers it ends the sender's TIME_WAIT
     * within microseconds (RFC 1337). The kernel's own count of what it lost must bear that out.
     */
    boolean isLost(Reported close) {
        return isRace(played)
                && close.settled() != null
                && close.settled().getString("state") == null
                && close.value("timeWait").equals("NONE");
    }

    /**
     * The TIME_WAIT stood in the kernel's table when FirstFin looked, here or at the other end, and the reset came
     * after that: on a busy machine the answer to a FIN that was sent twice, by an end that is gone.
     */
    private static boolean isEndedByALateReset(String truth, Reported close) {
        return truth.equals("NONE")
                && close.settled() != null
                && ("TIME_WAIT".equals(close.settled().getString("state"))
                        || close.value("timeWait").equals("REMOTE")
                                && close.settled().getString("evidence").endsWith(AT_THE_OTHER_END));
    }

    /**
     * Whether nothing is reported otherwise than the kernel recorded it, and something is reported as UNKNOWN: where our
     * thread came late, that is the right answer.
     */
    static boolean isOnlyUnknown(Played played) {
        SoftAssertions wrong = new SoftAssertions();
        LastWords words = new LastWords(played, wrong, true);
        for (Life life : played.lives()) {
            played.reported("Close", life).forEach(close -> words.judge(life, close));
        }
        Count count = words.count();
        return wrong.errorsCollected().isEmpty()
                && count.unknownFirst + count.unknownEnding + count.unknownTimeWait > 0;
    }

    /** Whether anything reported as proven is not as the kernel recorded it, whatever may excuse the rest. */
    static boolean isAnyWrong(Played played) {
        return played.lives().stream()
                .anyMatch(life -> played.reported("Close", life).stream()
                        .anyMatch(close -> !close.value("closedFirst").equals(UNKNOWN)
                                && !close.isSupposed()
                                && !close.value("closedFirst")
                                        .equals(life.truth().closedFirst().name())));
    }

    static boolean isRace(Played played) {
        return RACES.contains(played.scenario().number());
    }
}
