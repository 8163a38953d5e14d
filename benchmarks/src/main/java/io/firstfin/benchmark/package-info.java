/**
 * Measures what FirstFin costs: small programs that run with and without the agent. {@link
 * io.firstfin.benchmark.Ratios} runs the programs {@code Churn}, {@code ReadWrite}, {@code KeepAlive} and {@code
 * Start}, each in its own JVM, with and without the agent. {@link io.firstfin.benchmark.FullTable} measures what
 * reading the kernel's table costs when it holds many sockets in TIME_WAIT.
 */
package io.firstfin.benchmark;
