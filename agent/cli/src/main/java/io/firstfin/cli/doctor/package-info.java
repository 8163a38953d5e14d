/**
 * Checks whether this machine and a JVM let FirstFin work, and explains the kernel's settings.
 *
 * <p>Facts come from the kernel module and from {@code jvm} and {@code attach}; each class here turns one group of
 * them into checks, and is pure apart from its one reading method, so that every verdict can be tested on settings
 * no test machine has.
 */
package io.firstfin.cli.doctor;
