/**
 * One enum for each field of the events that describes how a connection ended: who closed first, why, how surely.
 *
 * <p>The tracer writes the names of these constants into the events, the analysis reads them. A constant that
 * is renamed breaks older recordings. Imports nothing.
 */
package io.firstfin.verdict;
