/**
 * One class for each command: its options, what it prints, and its exit codes.
 *
 * <p>Commands write to the writers that they are given, never to {@code System.out}, so that tests can read strings.
 * This package may import every package below it. Only {@link io.firstfin.cli.Cli} and its helpers import this one.
 */
package io.firstfin.cli.command;
