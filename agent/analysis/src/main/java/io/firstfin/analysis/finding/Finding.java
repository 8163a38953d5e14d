package io.firstfin.analysis.finding;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something the recording shows that its reader should know.
 *
 * @param id what kind
 * @param severity how much it matters
 * @param statement what was found, in sentences with numbers
 * @param evidence those numbers by name, units in the names; values are numbers or texts
 * @param advice what to do, the best first; the first one fits on a line of its own; empty where nothing follows
 * @param destinations the destinations that it is about, the worst first; empty where it is about none
 * @param explains its share of the closes, connects or ports; empty where it counts none of them
 * @param sameCauseAs the finding with the same cause, below which it is listed; empty where it stands by itself
 */
public record Finding(
        FindingId id,
        Severity severity,
        String statement,
        Map<String, Object> evidence,
        List<String> advice,
        List<AffectedDestination> destinations,
        Optional<Explains> explains,
        Optional<FindingId> sameCauseAs) {

    /** A finding that is not compared with others yet. */
    Finding(
            FindingId id,
            Severity severity,
            String statement,
            Map<String, Object> evidence,
            List<String> advice,
            List<AffectedDestination> destinations) {
        this(id, severity, statement, evidence, advice, destinations, Optional.empty(), Optional.empty());
    }

    /** A finding that is about no destination. */
    Finding(FindingId id, Severity severity, String statement, Map<String, Object> evidence, List<String> advice) {
        this(id, severity, statement, evidence, advice, List.of());
    }

    /** A finding about the destinations of a cause. */
    Finding(FindingId id, Severity severity, String statement, Evidence evidence, List<String> advice, Cause cause) {
        this(id, severity, statement, evidence.values(), advice, cause.affected());
    }

    /** Whether it is about ports that this JVM was not seen to use: good to know, and nothing of its own to change. */
    boolean isOfOtherProcesses() {
        return severity == Severity.INFO && "OTHER_PROCESSES".equals(evidence.get("portsHeldBy"));
    }

    /** The same with its share. */
    Finding explaining(Optional<Explains> share) {
        return new Finding(id, severity, statement, evidence, advice, destinations, share, sameCauseAs);
    }

    /** The same with the severity of what follows from it. */
    Finding asUrgentAs(Severity other) {
        return new Finding(id, other, statement, evidence, advice, destinations, explains, sameCauseAs);
    }

    /** The same, to be listed below another one. */
    Finding below(Finding other) {
        return new Finding(id, severity, statement, evidence, advice, destinations, explains, Optional.of(other.id));
    }
}
