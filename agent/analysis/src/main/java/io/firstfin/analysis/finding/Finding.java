package io.firstfin.analysis.finding;

import java.util.List;
import java.util.Map;

/**
 * Something the recording shows that its reader should know.
 *
 * @param id what kind
 * @param severity how much it matters
 * @param statement what was found, in sentences with numbers
 * @param evidence those numbers by name, units in the names; values are numbers or texts
 * @param advice what to do, the best first; the first one fits on a line of its own; empty where nothing follows
 * @param destinations the destinations that it is about, the worst first; empty where it is about none
 */
public record Finding(
        FindingId id,
        Severity severity,
        String statement,
        Map<String, Object> evidence,
        List<String> advice,
        List<AffectedDestination> destinations) {

    /** A finding that is about no destination. */
    Finding(FindingId id, Severity severity, String statement, Map<String, Object> evidence, List<String> advice) {
        this(id, severity, statement, evidence, advice, List.of());
    }

    /** A finding about the destinations of a cause. */
    Finding(FindingId id, Severity severity, String statement, Evidence evidence, List<String> advice, Cause cause) {
        this(id, severity, statement, evidence.values(), advice, cause.affected());
    }
}
