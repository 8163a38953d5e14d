/**
 * Makes a recording of a running JVM, and leaves the JVM as it was whatever happens on the way.
 *
 * <p>Every step that changes the JVM has its undoing, run on success, on failure and on Ctrl-C; the
 * lease that the agent holds is the last resort when this process is killed. May import
 * {@code attach}, {@code jvm} and {@code terminal}.
 */
package io.firstfin.cli.record;
