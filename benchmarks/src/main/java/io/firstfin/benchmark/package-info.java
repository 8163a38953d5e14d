/**
 * What FirstFin costs. {@link io.firstfin.benchmark.Ratios} runs the small programs here, {@code
 * Churn}, {@code ReadWrite} and {@code Start}, each in its own JVM, with and without the agent.
 */
package io.firstfin.benchmark;
