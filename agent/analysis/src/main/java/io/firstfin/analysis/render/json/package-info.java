/**
 * Writes the report as JSON for programs: numbers and constants, where a text has words.
 *
 * <p>Sections that people read, too, come from their views. What only programs read is written as the model
 * has it.
 *
 * <p>Pure: equal reports give equal JSON. May import the views, the findings, the what-if, the model and Jackson.
 */
package io.firstfin.analysis.render.json;
