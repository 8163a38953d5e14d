/**
 * How far the local ports of a JVM's network namespace are used up, seen from outside: nothing is
 * attached to, and no recording is needed.
 *
 * <p>{@link io.firstfin.cli.ports.PortProbe} takes samples of the kernel's socket table from inside that
 * namespace; the other classes are pure and say what the samples mean. The package imports {@code jvm},
 * {@code terminal} and the kernel module.
 */
package io.firstfin.cli.ports;
