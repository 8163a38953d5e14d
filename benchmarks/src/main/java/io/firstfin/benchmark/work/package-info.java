/**
 * The programs under measurement. Each has a main method, runs in a JVM of its own, and prints its figures as lines of
 * {@code name=value}. The first argument is always the length of the measured window in milliseconds.
 */
package io.firstfin.benchmark.work;
