/**
 * The lines that a user reads when something went wrong, safe to show on a terminal.
 *
 * <p>Every other package of the command line may import this one. It imports the JDK only.
 */
package io.firstfin.cli.message;
