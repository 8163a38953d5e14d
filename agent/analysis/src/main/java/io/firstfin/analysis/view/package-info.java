/**
 * What a report shows: one view object for each section, in sentences, rows and numbers, without layout.
 *
 * <p>The text, the HTML and the JSON write their sections from these views, so that a sentence exists once.
 * A renderer asks for as many rows as it has room for. A row keeps the fact behind its words, for renderers
 * that write numbers.
 *
 * <p>Pure: equal models give equal views. May import the findings, the what-if and the model.
 */
package io.firstfin.analysis.view;
