package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Ending;
import io.firstfin.analysis.model.Proof;
import io.firstfin.analysis.model.Side;
import io.firstfin.analysis.model.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;

/** What is known of each connection of a JVM beyond the event at hand. */
final class Connections {

    /**
     * The kernel's last word on a connection.
     *
     * @param ending empty where it was not recorded; UNKNOWN where the kernel does not tell
     * @param resetBy who sent the reset that ended it; NONE where none did, or none was told
     * @param evidence kept where the verdict is not proven or disagrees; empty otherwise
     */
    record Settled(Verdict verdict, Optional<Ending> ending, Side resetBy, boolean agrees, String evidence) {

        /** Whether the evidence says why there is no more certainty. */
        boolean isToBeExplained() {
            return !agrees || verdict.proof() != Proof.PROVEN;
        }
    }

    /** A stack sampled at a close, which stands for {@code weight} closes. */
    record Sample(CallSite site, long weight) {

        /** How many acts an event stands for: itself at least. */
        static long weight(RecordedEvent event) {
            return Math.max(1, Fields.number(event, "weight"));
        }
    }

    private static final int MAX_SAMPLES = 100_000;
    private static final int SIDE_BITS = 0b111;
    private static final int TIME_WAIT_SHIFT = 3;
    private static final int SETTLED = 1 << 6;
    private static final int DISAGREED = 1 << 7;
    private static final int COLLECTED = 1 << 8;
    private static final int CLOSED = 1 << 9;
    private static final int OPENED = 1 << 10;
    private static final int ENDING_SHIFT = 11;
    private static final int ENDING_BITS = 0b1111;
    private static final int CLOSES = 1 << 15;
    private static final int SEEN_IN_TIME_WAIT = 1 << 16;
    private static final int PROOF_SHIFT = 17;
    private static final int PROOF_BITS = 0b11;
    private static final int RESET_BY_SHIFT = 19;
    private static final Side[] SIDES = Side.values();
    private static final Ending[] ENDINGS = Ending.values();
    private static final Proof[] PROOFS = Proof.values();
    private static final int NO_ENDING = ENDING_BITS;
    private static final int NO_PROOF = PROOF_BITS;

    private final ConnectionTable table;
    private final Texts texts = new Texts();
    private final Map<String, Sample> samples = new HashMap<>();
    private long notKept;
    private long duplicates;

    Connections(int limit) {
        table = new ConnectionTable(limit);
    }

    /** The kernel's word; of several about a connection the last one holds. */
    void settle(String connection, long time, Settled word) {
        int row = rowOrCount(connection);
        if (row == ConnectionTable.NO_ROW || table.time(row) > time) {
            return;
        }
        int others = table.bits(row) & (COLLECTED | CLOSED | OPENED | CLOSES | SEEN_IN_TIME_WAIT);
        table.time(row, time);
        table.bits(
                row,
                others
                        | SETTLED
                        | (word.agrees() ? 0 : DISAGREED)
                        | word.verdict().closedFirst().ordinal()
                        | word.verdict().timeWait().ordinal() << TIME_WAIT_SHIFT
                        | word.ending().map(Ending::ordinal).orElse(NO_ENDING) << ENDING_SHIFT
                        | (word.verdict().proofTold() ? word.verdict().proof().ordinal() : NO_PROOF) << PROOF_SHIFT
                        | word.resetBy().ordinal() << RESET_BY_SHIFT);
        table.text(row, texts.number(word.isToBeExplained() ? word.evidence() : ""));
    }

    /** There is a close of it, somewhere in the files. */
    void closes(String connection) {
        set(connection, CLOSES);
    }

    /** Whether no file holds a close of it. */
    boolean staysOpen(String connection) {
        int row = connection.isEmpty() ? ConnectionTable.NO_ROW : table.row(connection);
        return row != ConnectionTable.NO_ROW && (table.bits(row) & CLOSES) == 0;
    }

    /** Whether a file holds a close of it. */
    boolean isClosed(String connection) {
        return (bits(connection) & CLOSES) != 0;
    }

    /** The kernel showed our end in TIME_WAIT. */
    void inTimeWait(String connection) {
        set(connection, SEEN_IN_TIME_WAIT);
    }

    /** Whether the kernel ever showed our end in TIME_WAIT. */
    boolean wasInTimeWait(String connection) {
        return (bits(connection) & SEEN_IN_TIME_WAIT) != 0;
    }

    /** The collector closed it. */
    void collected(String connection) {
        set(connection, COLLECTED);
    }

    void sample(String connection, Sample sample) {
        if (samples.size() < MAX_SAMPLES) {
            samples.put(connection, sample);
        } else {
            notKept++;
        }
    }

    Optional<Settled> settled(String connection) {
        int bits = bits(connection);
        if ((bits & SETTLED) == 0) {
            return Optional.empty();
        }
        int ending = bits >> ENDING_SHIFT & ENDING_BITS;
        int proof = bits >> PROOF_SHIFT & PROOF_BITS;
        Verdict verdict = Verdict.settled(
                SIDES[bits & SIDE_BITS],
                proof == NO_PROOF ? Optional.empty() : Optional.of(PROOFS[proof]),
                SIDES[bits >> TIME_WAIT_SHIFT & SIDE_BITS]);
        return Optional.of(new Settled(
                verdict,
                ending == NO_ENDING ? Optional.empty() : Optional.of(ENDINGS[ending]),
                SIDES[bits >> RESET_BY_SHIFT & SIDE_BITS],
                (bits & DISAGREED) == 0,
                texts.text(table.text(table.row(connection)))));
    }

    /** When the kernel was last asked about it, in nanoseconds since 1970; the least when never. */
    long settledAt(String connection) {
        int row = (bits(connection) & SETTLED) == 0 ? ConnectionTable.NO_ROW : table.row(connection);
        return row == ConnectionTable.NO_ROW ? Long.MIN_VALUE : table.time(row);
    }

    boolean disagreed(String connection) {
        return (bits(connection) & DISAGREED) != 0;
    }

    boolean isCollected(String connection) {
        return (bits(connection) & COLLECTED) != 0;
    }

    /** The sample of its close, handed out once. */
    Optional<Sample> takeSample(String connection) {
        return Optional.ofNullable(samples.remove(connection));
    }

    /** Whether this is the first close read of it; dumps of one recording may overlap. */
    boolean firstClose(String connection) {
        return first(connection, CLOSED);
    }

    /** Whether this is the first connect or accept read of it. */
    boolean firstOpen(String connection) {
        return first(connection, OPENED);
    }

    long notKept() {
        return notKept;
    }

    long duplicates() {
        return duplicates;
    }

    private boolean first(String connection, int bit) {
        boolean first = (bits(connection) & bit) == 0;
        if (first) {
            set(connection, bit);
        } else {
            duplicates++;
        }
        return first;
    }

    private int bits(String connection) {
        int row = connection.isEmpty() ? ConnectionTable.NO_ROW : table.row(connection);
        return row == ConnectionTable.NO_ROW ? 0 : table.bits(row);
    }

    private void set(String connection, int bit) {
        int row = rowOrCount(connection);
        if (row != ConnectionTable.NO_ROW) {
            table.bits(row, table.bits(row) | bit);
        }
    }

    private int rowOrCount(String connection) {
        int row = connection.isEmpty() ? ConnectionTable.NO_ROW : table.row(connection);
        if (row == ConnectionTable.NO_ROW) {
            notKept++;
        }
        return row;
    }
}
