/**
 * The events of a recording as typed values: one record for each event that the analysis uses.
 *
 * <p>They know nothing of JFR. A decoder makes them from recordings, a test writes them as literals,
 * and any other consumer of the analysis adapts its own events to them. A text that a recording does
 * not hold is empty, a number is -1, a span of time is negative. May import the model.
 */
package io.firstfin.analysis.event;
