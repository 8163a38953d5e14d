/**
 * Chooses the best source of socket rows that this machine and JVM allow: netlink, else {@code /proc}, else none.
 *
 * <p>May import {@code io.firstfin.kernel}, {@code procfs}, {@code sockdiag} and {@code syscall}.
 */
package io.firstfin.kernel.source;
