/**
 * What of this machine and of a JVM lets FirstFin work, and what the kernel's settings mean.
 *
 * <p>Facts come from the kernel module and from {@code jvm} and {@code attach}; each class here
 * turns
 * one group of them into checks, and is pure apart from its one reading method, so that every
 * verdict
 * can be tested on settings no test machine has.
 */
package io.firstfin.cli.doctor;
