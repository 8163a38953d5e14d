package io.firstfin.analysis.engine;

import io.firstfin.analysis.engine.ConnectionRecord.CloseFacts;
import io.firstfin.analysis.engine.ConnectionRecord.Closing;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.Verdict;
import io.firstfin.analysis.model.Why;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Records of connections as tests need them. */
final class Records {

    private Records() {}

    /** A close that a FIN of the side began, without doubt, between two ends. */
    static Closing closing(ClosedFirst first, Instant time, Duration lifetime, long ends, CallSite site) {
        return new Closing(
                MomentList.nanos(time),
                Models.PEER,
                ends,
                site,
                site.isKnown(),
                new CloseFacts(
                        Verdict.atClose(first, Optional.of(Proof.PROVEN), Ending.FIN),
                        Ending.FIN,
                        ResetBy.NONE,
                        Trigger.CLOSE,
                        Why.UNKNOWN,
                        "",
                        -1,
                        "",
                        false,
                        false,
                        false,
                        false,
                        ""),
                lifetime.toNanos(),
                ConnectionRecord.UNKNOWN,
                ConnectionRecord.UNKNOWN,
                null,
                -1);
    }
}
