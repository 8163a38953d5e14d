/**
 * Measures how far the local ports of a JVM's network namespace are used up, without attaching to the JVM.
 *
 * <p>{@link io.firstfin.cli.ports.PortProbe} takes samples of the kernel's socket table from inside that namespace.
 * The other classes are pure and say what the samples mean. May import {@code jvm}, {@code terminal} and the kernel
 * module.
 */
package io.firstfin.cli.ports;
