/**
 * The events of a recording as typed values: one record for each type of event that the analysis uses.
 *
 * <p>The records do not depend on JFR. A decoder makes them from recordings, and tests write them as literals.
 * If a recording does not hold a value, a text is empty, a number is -1, and a span of time is negative. May
 * import the model.
 */
package io.firstfin.analysis.event;
