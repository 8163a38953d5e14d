/**
 * The facts of one or several recordings, counted: what was closed, opened and refused, by which
 * code, under which kernel settings.
 *
 * <p>Plain records that add nothing to what was recorded but sums and rates. A recording may hold a
 * million closes, so equal ones are counted together as a group. Imports nothing of the analysis:
 * everything else stands on this package.
 */
package io.firstfin.analysis.model;
