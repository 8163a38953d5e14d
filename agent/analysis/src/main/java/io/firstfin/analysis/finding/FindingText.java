package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Words and sentences that several findings use. */
public final class FindingText {

    private FindingText() {}

    /** The side that closed first: such as {@code "the peer"}. */
    public static String of(ClosedFirst closedFirst) {
        return switch (closedFirst) {
            case LOCAL -> "we";
            case REMOTE -> "the peer";
            case BOTH -> "both";
            case UNKNOWN -> "unknown";
        };
    }

    /** Why a connect failed, in words that fit after a count: such as {@code "refused"}. */
    static String of(FailureKind kind) {
        return switch (kind) {
            case NONE -> "connected";
            case PORTS_EXHAUSTED -> "out of local ports";
            case ADDRESS_IN_USE_TOWARDS_DESTINATION -> "local port in use towards the destination";
            case REFUSED -> "refused";
            case TIMED_OUT -> "timed out";
            case UNREACHABLE -> "unreachable";
            case RESET -> "reset";
            case CANCELLED -> "cancelled by our code";
            case OTHER -> "failed otherwise";
        };
    }

    /**
     * Where it happens: {@code  All were opened in a.B.c(B.java:7).}, or {@code  75 % were opened in ..., 25 % in
     * ....}, or nothing when unknown.
     *
     * @param verb a participle
     * @param sites the busiest first
     */
    static String where(String verb, List<SiteShare> sites) {
        List<SiteShare> known = sites.stream()
                .filter(share -> share.site().isKnown())
                .limit(Thresholds.NAMED)
                .toList();
        if (known.isEmpty()) {
            return "";
        }
        if (known.get(0).count() == known.get(0).total()) {
            return " All were " + verb + " in " + known.get(0).site().label() + ".";
        }
        return known.stream()
                .map(share -> Figures.percent(share.share()) + " "
                        + (share == known.get(0) ? "were " + verb + " in " : "in ")
                        + share.site().label())
                .collect(Collectors.joining(", ", " ", "."));
    }

    /** The most TIME_WAIT that the kernel counted, or nothing where it was not asked. */
    static String counted(Network network) {
        int samples = network.counters().samples();
        return network.mostTimeWait().isEmpty()
                ? ""
                : " Asked " + (samples == 1 ? "once" : Figures.count(samples, "time"))
                        + ", the kernel counted at most "
                        + Figures.count(network.mostTimeWait().getAsLong(), "socket")
                        + " in TIME_WAIT in this network namespace, those of all programs and destinations together.";
    }

    /** A whole number of seconds, as thresholds are: {@code 1 s}. */
    static String seconds(Duration threshold) {
        return threshold.toSeconds() + " s";
    }

    /** {@code one was} or {@code n were}, to go on with a participle. */
    static String were(long count, String noun) {
        return Figures.count(count, noun) + (count == 1 ? " was" : " were");
    }
}
