/**
 * The command line of FirstFin. The launcher finds {@link io.firstfin.cli.Cli} by its name, and no other package
 * imports this one.
 *
 * <pre>
 * command     one class for each command
 *   record    records a JVM
 *   doctor    checks the machine and a JVM
 *   ports     samples local ports
 *     attach    sends requests to a JVM
 *       jvm       reads about JVMs in /proc
 * terminal    columns, progress, Ctrl-C
 * message     failures as one line
 * </pre>
 *
 * <p>No class of the command line is ever loaded into a traced JVM, so it may use any good library. It reaches
 * what runs in the traced JVM by text only, through {@code attach}.
 */
package io.firstfin.cli;
