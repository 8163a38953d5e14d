package io.firstfin.analysis.finding;

/** How much a finding matters, the most urgent first. */
public enum Severity {
    /** It fails now, or will at this rate. */
    CRITICAL,
    /** It costs, and will fail under more load. */
    WARNING,
    /** Good to know; nothing must change. */
    INFO
}
