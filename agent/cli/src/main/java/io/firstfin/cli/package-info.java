/**
 * The command line of FirstFin: {@link io.firstfin.cli.Cli} is the only door into it.
 *
 * <p>{@code command} has one class per command; these speak to the JVM through {@code attach},
 * which learns about it from {@code jvm}; {@code record} makes recordings, {@code doctor} looks at
 * the machine, {@code terminal} draws. Nothing here is ever loaded into a traced JVM, so any good
 * library may be used; what the traced JVM runs is reached only by text, through {@code attach}.
 */
package io.firstfin.cli;
