/**
 * The kernel's settings that bear on TIME_WAIT and ports, read from {@code /proc/sys}; never
 * written.
 *
 * <p>Mirrors {@code Documentation/networking/ip-sysctl.rst}. May import the JDK only.
 */
package io.firstfin.kernel.sysctl;
