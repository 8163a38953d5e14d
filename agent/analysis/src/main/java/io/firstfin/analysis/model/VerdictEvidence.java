package io.firstfin.analysis.model;

import io.firstfin.verdict.ClosedFirst;
import java.io.Serializable;

/**
 * What a verdict rests on. Kept where it is UNKNOWN or only supposed, and where the kernel contradicted the close.
 *
 * @param firstAtClose who was first, as told at close
 * @param atClose the evidence for that
 * @param afterwards what the kernel showed after the close; empty when no look was recorded
 * @param agrees nothing that was told at close is contradicted afterwards
 */
public record VerdictEvidence(ClosedFirst firstAtClose, String atClose, String afterwards, boolean agrees)
        implements Serializable {

    /** Nothing to explain: the verdict is proven, and was never contradicted. */
    public static final VerdictEvidence NONE = new VerdictEvidence(ClosedFirst.UNKNOWN, "", "", true);

    /** The last word: the kernel's, which quotes what was seen before, or that of the close. */
    public String lastWord() {
        if (!afterwards.isEmpty()) {
            return afterwards;
        }
        return atClose.isEmpty() ? "no evidence recorded" : atClose + "; no later look was recorded";
    }
}
