/**
 * The tracer's side of JFR: when a recording wants our events, the periodic ones, and the recordings
 * that the command line asks for.
 */
package io.firstfin.tracer.record;
