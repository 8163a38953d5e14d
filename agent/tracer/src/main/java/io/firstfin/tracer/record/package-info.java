/**
 * The JFR recordings that FirstFin starts itself: for the command line, or from the start of the JVM. They keep
 * space free on the disk, and end with the command line or the JVM that ordered them.
 *
 * <p>May import {@code tracer.boot}, {@code tracer.jdk}, {@code tracer.base} and {@code io.firstfin.kernel}.
 */
package io.firstfin.tracer.record;
