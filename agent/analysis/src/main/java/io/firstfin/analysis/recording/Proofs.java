package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Proof;
import io.firstfin.analysis.model.Side;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;

/** Reads what the close and the kernel's word after it say of their own certainty. */
final class Proofs {

    private Proofs() {}

    /** Empty where an older agent did not tell; a word of a newer one is no proof. */
    static Optional<Proof> of(RecordedEvent event) {
        return Fields.text(event, "proof").isEmpty()
                ? Optional.empty()
                : Optional.of(Fields.constant(event, "proof", Proof.SUPPOSED));
    }

    /** Who sent the reset that ended the connection; NONE where none did, or nobody told. */
    static Side resetBy(RecordedEvent event) {
        return Fields.text(event, "resetBy").isEmpty() ? Side.NONE : Fields.constant(event, "resetBy", Side.UNKNOWN);
    }
}
