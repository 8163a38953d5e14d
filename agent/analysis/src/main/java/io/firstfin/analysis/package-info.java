/**
 * Reads recordings and makes a report of them. The analysis needs no live JVM, no kernel and no running agent.
 *
 * <pre>
 * html       the report as one HTML file
 * report     the text and the JSON
 *   finding    what the facts mean
 *   whatif     what changes would give
 *   recording  .jfr files to the model
 *     model      the facts, counted
 * </pre>
 *
 * <p>Each package imports those further in only.
 */
package io.firstfin.analysis;
