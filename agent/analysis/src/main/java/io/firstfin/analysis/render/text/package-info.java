/**
 * Writes the report for a terminal, and the closes one a line.
 *
 * <p>Pure: equal reports give equal texts. May import the views, the model and the table library.
 */
package io.firstfin.analysis.render.text;
