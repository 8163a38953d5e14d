/**
 * Reads recordings and makes a report of them. The analysis needs no live JVM, no kernel and no running agent.
 *
 * <pre>
 * render          a report as text, HTML and JSON
 *   view          what a report shows: one view object for each section
 *     finding     what the facts mean
 *     whatif      what changes would give
 *       model     the facts, counted
 * input           .jfr files to events
 *   engine        events to a model
 *     event       what was recorded, one record for each type of event
 * </pre>
 *
 * <p>Each package imports those further in only.
 */
package io.firstfin.analysis;
