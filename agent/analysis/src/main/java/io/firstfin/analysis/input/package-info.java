/**
 * Where events come from: files and folders of {@code .jfr}, and the repository of a running JVM.
 *
 * <p>The decoder in here is the only class of the analysis that sees the events of JFR. What cannot be
 * read is reported in one line that says why and what to do. May import the engine, the events, the model
 * and the JDK's {@code jdk.jfr.consumer}.
 */
package io.firstfin.analysis.input;
