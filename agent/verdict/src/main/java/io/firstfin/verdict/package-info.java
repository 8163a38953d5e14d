/**
 * The words of a verdict: what the events say of a connection, one enum for each such field.
 *
 * <p>The tracer writes the names of these constants into the events, the analysis reads them. A constant that
 * is renamed breaks older recordings. Imports nothing.
 */
package io.firstfin.verdict;
