/**
 * Says the findings: as text for a terminal and as JSON for programs.
 *
 * <p>Pure: equal models give equal reports. May import the model, the findings, the what-if,
 * Jackson and the table library.
 */
package io.firstfin.analysis.report;
