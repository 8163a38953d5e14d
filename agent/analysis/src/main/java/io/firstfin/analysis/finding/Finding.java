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
 * @param advice what to do, the best first; the first one fits on a line of its own; empty where
 *     nothing follows
 */
public record Finding(
        FindingId id, Severity severity, String statement, Map<String, Object> evidence, List<String> advice) {}
