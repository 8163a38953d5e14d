/**
 * The golden corpus: recordings, and the text and JSON that were approved for each. The tests hold the analysis to
 * them through its public door alone, so that everything behind it may be rebuilt.
 *
 * <p>{@link io.firstfin.analysis.golden.CorpusMaker} wrote most recordings from the tables of the classes named
 * {@code ...Cases}; {@link io.firstfin.analysis.golden.RealRecordings} made the others with real JVMs. A new case is
 * a new row in a table, or a file put beside the others; {@code -Dapprove=true} then writes what is said of it.
 */
package io.firstfin.analysis.golden;
