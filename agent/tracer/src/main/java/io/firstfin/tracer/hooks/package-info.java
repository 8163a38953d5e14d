/**
 * The list of everything that FirstFin weaves.
 */
package io.firstfin.tracer.hooks;
