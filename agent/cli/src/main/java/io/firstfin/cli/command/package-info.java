/**
 * One class per command: what it is asked, what it prints, which exit code it ends with.
 *
 * <p>Commands write to the writers they are given, never to {@code System.out}, so that tests read
 * strings. They may import every other package of the command line; none may import them.
 */
package io.firstfin.cli.command;
