/**
 * What FirstFin costs. {@link io.firstfin.benchmark.Ratios} runs the small programs here, {@code
 * Churn}, {@code ReadWrite}, {@code KeepAlive} and {@code Start}, each in its own JVM, with and without the
 * agent. {@link io.firstfin.benchmark.FullTable} measures what a look at many TIME_WAIT costs.
 */
package io.firstfin.benchmark;
