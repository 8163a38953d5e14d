/**
 * Decides who closed first and how, as a pure function of what was observed: no I/O, no clock, no JFR. {@code
 * VerdictRule} decides at the close, {@code SettlementRules} with what the kernel shows afterwards.
 *
 * <p>May import the enums of {@code io.firstfin.verdict}, the records and enums in which {@code
 * io.firstfin.kernel} keeps what it read, and {@code java.util}.
 */
package io.firstfin.tracer.verdict;
