/**
 * What the kernel says after the close, and what it makes of a verdict. Runs on a thread of ours,
 * never on the application's.
 *
 * <p>May import {@code io.firstfin.kernel}, {@code tracer.connection}, {@code tracer.thread} and the
 * events.
 */
package io.firstfin.tracer.correlate;
