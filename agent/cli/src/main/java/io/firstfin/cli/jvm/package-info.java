/**
 * The JVMs of this machine as {@code /proc} shows them: what can be known without touching them.
 *
 * <p>Everything here only reads. The package imports the JDK, {@link io.firstfin.cli.Failure} and
 * {@link io.firstfin.cli.PlainText}, so that looking at a JVM can never turn into doing something to it.
 */
package io.firstfin.cli.jvm;
