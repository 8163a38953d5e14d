/**
 * Numbered scenarios, one class each: how TCP connections of a JVM end, and what FirstFin should report. Start with
 * {@link io.firstfin.sample.Scenarios}, or run one by itself.
 *
 * <p>Each scenario says what it expects beside the act that causes it, waits for facts and never for time, and ends
 * by itself. Uses {@code io.firstfin.sample.support} and the JDK; the scenario of HTTP clients uses {@code
 * io.firstfin.sample.http}, too, that of native transports {@code io.firstfin.sample.transport}.
 */
package io.firstfin.sample;
