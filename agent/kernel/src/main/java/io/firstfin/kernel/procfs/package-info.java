/**
 * Reads the text files of {@code /proc} about TCP: always available, slower than netlink, without native calls.
 *
 * <p>Mirrors {@code Documentation/networking/proc_net_tcp.rst} and {@code snmp_counter.rst}. Parsers are pure and
 * read lines; a {@code procRoot}, {@code /proc/self} or {@code /proc/PID}, chooses whose network namespace is read.
 * May import {@code io.firstfin.kernel} only.
 */
package io.firstfin.kernel.procfs;
