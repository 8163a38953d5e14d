/**
 * Reads the kernel settings for TIME_WAIT and ports from {@code /proc/sys}, and never writes them.
 *
 * <p>Mirrors {@code Documentation/networking/ip-sysctl.rst}. May import the JDK only.
 */
package io.firstfin.kernel.sysctl;
