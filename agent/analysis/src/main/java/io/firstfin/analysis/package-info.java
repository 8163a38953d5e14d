/**
 * The door to the analysis: recordings in, a report out. Needs no live JVM, no kernel and no other
 * part of FirstFin.
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
