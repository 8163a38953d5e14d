package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose TIME_WAIT stood at one moment: each of a JVM's own closes of the 60 s before it that left one, less those whose
 * ports were taken again since.
 *
 * @param jvm whose: its place among the model's JVMs
 * @param moment which moment
 * @param time when it was
 * @param whole the recording begins 60 s before it or earlier, so that no close is missing
 * @param estimated the places come from sampled stacks; how many there are is counted all the same
 * @param owners the most first
 * @param kernel what the kernel showed then, where it was asked
 */
public record TimeWaitCensus(
        int jvm,
        Moment moment,
        Instant time,
        boolean whole,
        boolean estimated,
        List<TimeWaitOwner> owners,
        Optional<Shown> kernel) {

    /** Which moments are looked at. */
    public enum Moment {
        /** When the kernel showed most of them. */
        PEAK,
        /** The last look at the kernel, or the end of the recording. */
        END
    }

    /**
     * What the kernel showed; -1 where nobody knows.
     *
     * @param byBudgets it is the sum over the JVM's port budgets; otherwise the whole namespace's count
     * @param timeWait sockets in TIME_WAIT
     * @param ours of them, those that the agent knew for this JVM's
     * @param otherProcesses sockets in any state that are not this JVM's
     * @param leftOut budgets that were too many to be told
     */
    public record Shown(boolean byBudgets, long timeWait, long ours, long otherProcesses, long leftOut)
            implements Serializable {}

    /** How many are charged to somebody. */
    public long charged() {
        return owners.stream().mapToLong(TimeWaitOwner::count).sum();
    }
}
