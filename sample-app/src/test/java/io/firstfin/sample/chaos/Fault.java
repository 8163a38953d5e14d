package io.firstfin.sample.chaos;

import io.firstfin.sample.chaos.Judgement.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be mended in one judgement.
 *
 * @param severity 1 the worst
 * @param text     for the table of examples
 */
record Fault(int severity, String text) implements Comparable<Fault> {

    static List<Fault> of(Judgement judgement) {
        if (judgement.truth() == null) {
            return List.of(new Fault(3, "a Close of no connection that the kernel knows"));
        }
        if (judgement.reported() == null) {
            return List.of(new Fault(2, "no Close"));
        }
        List<Fault> faults = new ArrayList<>();
        EndpointTruth truth = judgement.truth();
        ReportedEnd reported = judgement.reported();
        if (judgement.closedFirst() == Word.WRONG) {
            faults.add(new Fault(
                    1,
                    "closedFirst WRONG, " + reported.proof() + ": " + truth.closedFirst() + " reported as "
                            + reported.closedFirst()));
        }
        if (judgement.closedFirst() == Word.UNKNOWN) {
            faults.add(new Fault(4, "closedFirst UNKNOWN: " + truth.closedFirst()));
        }
        if (judgement.ending() == Word.WRONG) {
            faults.add(new Fault(5, "ending WRONG: " + truth.ending() + " reported as " + reported.ending()));
        }
        if (judgement.ending() == Word.UNKNOWN) {
            faults.add(new Fault(6, "ending UNKNOWN: " + truth.ending()));
        }
        if (judgement.timeWait() == Word.WRONG) {
            faults.add(new Fault(7, "timeWait WRONG: " + truth.timeWait() + " reported as " + reported.timeWait()));
        }
        if (judgement.timeWait() == Word.UNKNOWN) {
            faults.add(new Fault(8, "timeWait UNKNOWN: " + truth.timeWait()));
        }
        if (judgement.resetBy() == Word.WRONG) {
            faults.add(new Fault(9, "resetBy WRONG: " + truth.resetBy() + " reported as " + reported.resetBy()));
        }
        return faults;
    }

    @Override
    public int compareTo(Fault other) {
        int order = Integer.compare(severity, other.severity);
        return order != 0 ? order : text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
