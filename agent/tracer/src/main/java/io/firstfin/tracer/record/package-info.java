/**
 * The JFR recordings that FirstFin starts itself: one that a command line orders, and one that goes on from the start
 * of the JVM. They leave room on the disk and end with whoever ordered them.
 *
 * <p>May import {@code tracer.boot}, {@code tracer.jdk}, {@code tracer.base} and {@code io.firstfin.kernel}.
 */
package io.firstfin.tracer.record;
