/**
 * Counts of what one or several recordings hold: connections closed, opened and refused, by which code, and
 * under which kernel settings.
 *
 * <p>Plain records that add nothing to what was recorded but sums and rates. A recording may hold a
 * million closes, so equal ones are counted together as a group. It imports no other package of the
 * analysis, and every other one depends on it.
 */
package io.firstfin.analysis.model;
