/**
 * Reads events from {@code .jfr} files, from folders of them, and from the repository of a running JVM.
 *
 * <p>The decoder in this package is the only class of the analysis that sees the events of JFR. If a recording
 * cannot be read, one line says why and what to do. May import the engine, the events, the model
 * and the JDK's {@code jdk.jfr.consumer}.
 */
package io.firstfin.analysis.input;
