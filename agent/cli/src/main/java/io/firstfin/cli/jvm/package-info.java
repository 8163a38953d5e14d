/**
 * The JVMs of this machine as {@code /proc} shows them, without touching them.
 *
 * <p>Everything here only reads. The package imports the JDK, {@code message} and the kernel module's {@code disk}, so
 * that reading about a JVM can never change it.
 */
package io.firstfin.cli.jvm;
