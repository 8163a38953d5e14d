/**
 * Measures what FirstFin costs the whole process. {@link io.firstfin.benchmark.Benchmark} starts the programs of {@link
 * io.firstfin.benchmark.work}, each in a JVM and a network namespace of its own, with and without FirstFin, in turn. It
 * prints ratios and writes the tables of docs/performance.md.
 */
package io.firstfin.benchmark;
